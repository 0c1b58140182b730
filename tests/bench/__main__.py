"""How fast it is: prints a table of ratios against yardsticks that are measured side by side, turn by turn.

python -m tests.bench                        # everything, in about ten minutes
python -m tests.bench launch typing          # some of it
python -m tests.bench tabs --runs 30 --json tabs.json
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from tests.bench import compiled, table
from tests.bench.families import launch, lists, loading, prompt, saving, search, stalls, tabs, typing
from tests.bench.programs import Programs
from tests.bench.rows import Row

FAMILIES: dict[str, Callable[[Programs, int], list[Row]]] = {
    "launch": launch.measure,
    "typing": typing.measure,
    "lists": lists.measure,
    "tabs": tabs.measure,
    "saving": saving.measure,
    "stalls": stalls.measure,
    "loading": loading.measure,
    "search": search.measure,
    "prompt": prompt.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for."""
    options = _parser().parse_args(arguments)
    if unknown := {*options.families} - {*FAMILIES}:
        print(f"There is no {', '.join(sorted(unknown))}. There are {', '.join(FAMILIES)}.", file=sys.stderr)
        return 2
    if missing := compiled.uncompiled(compiled.needed()):
        print(compiled.refusal(missing), file=sys.stderr)
        return 1
    before, began = os.getloadavg(), monotonic()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="trust-tui-bench-") as folder:
        for name in options.families or FAMILIES:
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += FAMILIES[name](Programs(Path(folder) / name), options.runs)
    seconds = monotonic() - began
    print(table.as_text(rows))
    load = f"{before[0]:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(f"\n{seconds:.0f} s, {options.runs} runs; load {load}; ratios by the medians.")
    if options.json:
        table.write(options.json, rows, before, seconds)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure how fast it is.")
    parser.add_argument(
        "families", nargs="*", metavar="FAMILY", help=f"one of {', '.join(FAMILIES)}; all if none"
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=6,
        help="how often; what gives many figures at once takes a third of it (6)",
    )
    parser.add_argument("--json", type=Path, metavar="PATH", help="write every run there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
