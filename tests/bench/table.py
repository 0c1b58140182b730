"""The table that is printed, and the JSON that keeps it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import orjson

from tests.bench.rows import Figures, Row

HEAD = (
    "what",
    "window",
    "median",
    "min",
    "yardstick",
    "median",
    "min",
    "ratio",
    "by min",
    "bar",
    "met",
    "×3 years",
)
VERDICTS = {True: "yes", False: "NO", None: ""}
Load = tuple[float, float, float]


def as_text(rows: Sequence[Row]) -> str:
    """Return the rows as a table."""
    lines = [HEAD, *map(_cells, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEAD))]
    left = {0, 1, 4, 9, 10}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    theirs, bar = row.theirs, row.bar
    return (
        row.what,
        row.where,
        *_pair(row.ours, row.unit),
        row.against,
        *(_pair(theirs, row.unit) if theirs else ("", "")),
        f"{row.ratio:.2f}" if row.ratio else "",
        f"{row.least_ratio:.2f}" if row.least_ratio else "",
        bar.words if bar else "",
        VERDICTS[row.is_met],
        f"{row.growth:.2f}" if row.growth else "",
    )


def _pair(figures: Figures, unit: str) -> tuple[str, str]:
    return f"{figures.middle:.4g} {unit}", f"{figures.least:.4g}"


def write(path: Path, rows: Sequence[Row], before: Load, seconds: float) -> None:
    """Write the rows as JSON, with what there is to know of the machine."""
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "took_seconds": round(seconds, 1),
        "python": platform.python_version(),
        "textual": version("textual"),
        "trust_tui": version("trust-tui"),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load_before": before,
        "load_after": os.getloadavg(),
        "rows": [row.as_json() for row in rows],
    }
    path.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
