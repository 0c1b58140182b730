"""Pictures of the screen that are the same wherever they are drawn."""

from __future__ import annotations

import asyncio
import re

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

from tests.ui.sitting import Sitting


class Picture(SingleFileSnapshotExtension):
    """One SVG file for each picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


async def picture_of(there: Sitting) -> str:
    """Return the screen as an SVG, once it stands still."""
    before, now = "", _picture(there.app)
    while before != now:
        await there.settle()
        await asyncio.sleep(0.05)
        before, now = now, _picture(there.app)
    return now


def _picture(app: App[int]) -> str:
    """Return an SVG without what Rich makes up anew or fetches from elsewhere."""
    svg = app.export_screenshot(title="trust-tui", simplify=True)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"
