"""`trust-tui` alone: the full screen."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from trust_tui.cli.saying import DAMAGED, OK, USAGE, complain
from trust_tui.services.clock import system_clock

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.locked import Locked
    from trust_tui.services.opening import Places
    from trust_tui.services.rescue import Rescue


_TURN = 0.0005
"""Seconds that a thread keeps Python for itself while another waits. For one key the screen waits dozens of
times for what goes on beside it: with the usual five thousandths, that adds up to a good part of a second."""


def run(options: argparse.Namespace) -> int:
    """Show it, where there is a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return complain("this needs a terminal; its input or output is something else here.", USAGE)
    # Nothing that is made before the first picture is garbage: looking for some only costs time.
    gc.disable()
    sys.setswitchinterval(_TURN)
    from trust_tui.services.opening import Companion, find_places

    places = None if options.demo else find_places(options.file)
    opened = _opened_meanwhile(places)
    writer = None
    if options.name is not None and isinstance(opened, Companion):
        writer = opened.couple.named(options.name)
        if writer is None:
            opened.close()
            return complain(nobody(options.name, opened), USAGE)
    return _show(opened, places, writer, options.name or "")


def _opened_meanwhile(places: Places | None) -> Companion | Locked | Rescue:
    """Open the ledger while what draws it is loaded: most of reading years of it leaves Python alone."""
    from concurrent.futures import ThreadPoolExecutor

    from trust_tui.services.opening import open_demo, open_whatever_is_there

    def opened() -> Companion | Locked | Rescue:
        return open_demo(system_clock) if places is None else open_whatever_is_there(places, system_clock)

    with ThreadPoolExecutor(1) as aside:
        opening = aside.submit(opened)
        import trust_tui.ui.app  # noqa: F401 - so that it is there

        return opening.result()


def nobody(name: str, companion: Companion) -> str:
    """Say that nobody here is called so, and who is here."""
    from trust_tui.model.text import one_line

    names = " and ".join(one_line(person.name) for person in companion.couple.people)
    here = f"here write {names}" if names else "nobody is set up yet; start without --as"
    return f"there is nobody called {one_line(name)}: {here}."


def _show(
    opened: Companion | Locked | Rescue, places: Places | None, writer: Person | None, name: str
) -> int:
    from trust_tui.services.opening import open_preferences
    from trust_tui.ui.app import TrustApp
    from trust_tui.ui.leaving import CLEAR, last_words

    app = TrustApp(opened, open_preferences(places), writer, _note_failure(places), name)
    app.run()
    # After the quick exit the prompt comes back to an empty screen, without the line that started this.
    last_words(CLEAR if app.has_vanished else app.last_line)
    if app.companion is None:
        return app.return_code or (OK if app.is_locked else DAMAGED)
    app.companion.close()
    return app.return_code or OK


def _note_failure(places: Places | None) -> Callable[[BaseException], str]:
    """Return what notes an unexpected error in the log file, without anybody's words."""

    def note(error: BaseException) -> str:
        if places is None:
            return ""
        from trust_tui.services.opening import note_failure

        return note_failure(places, error, system_clock())

    return note
