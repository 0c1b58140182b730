"""trust-tui with a heart in its loop, which notes when it could not beat: no key was answered then.

    python -m tests.bench.beating LOG [arguments of trust-tui]

Our code is changed from outside, so that the program needs no hooks for being measured. SIGUSR1 lets it fold
and back up at once. The log has one line of JSON for each thing: what, from when, until when.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson

from trust_tui.cli import main
from trust_tui.store import Ledger
from trust_tui.ui import shell
from trust_tui.ui.app import TrustApp

BEAT = 0.001
"""Seconds between two beats."""

WORTH_NOTING = 0.003


class Log:
    """What happened, and when by the clock that all programs of a machine share."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def note(self, what: str, start: float, end: float) -> None:
        """Note one thing."""
        self._file.write(orjson.dumps([what, start, end]) + b"\n")

    async def beat(self) -> None:
        """Note whenever the loop was away for a while."""
        while True:
            before = perf_counter()
            await asyncio.sleep(BEAT)
            now = perf_counter()
            if now - before - BEAT > WORTH_NOTING:
                self.note("gap", before + BEAT, now)

    def around(self, what: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return what does the work and notes when."""

        def noted(*arguments: Any) -> Any:
            start = perf_counter()
            try:
                return work(*arguments)
            finally:
                self.note(what, start, perf_counter())

        return noted


def wire(log: Log) -> None:
    """Give the program its heart."""
    on_ready = TrustApp.on_ready

    def ready(app: TrustApp) -> None:
        on_ready(app)
        loop = asyncio.get_running_loop()
        app._heart = loop.create_task(log.beat())  # type: ignore[attr-defined]
        tidy = app.companion.tidy if app.companion else gc.collect
        loop.add_signal_handler(signal.SIGUSR1, lambda: loop.run_in_executor(None, tidy))

    TrustApp.on_ready = ready  # type: ignore[assignment,method-assign]
    shell.SETTLED = 3600.0
    Ledger._folded = log.around("fold", Ledger._folded)  # type: ignore[method-assign]
    Ledger._backed_up = log.around("backup", Ledger._backed_up)  # type: ignore[method-assign]


if __name__ == "__main__":
    wire(Log(Path(sys.argv.pop(1))))
    sys.exit(main())
