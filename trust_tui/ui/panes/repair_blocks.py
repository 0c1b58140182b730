"""A repair, whole: what happened, what makes it right, and how it landed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.dates import short_day
from trust_tui.model.text import one_line, shown
from trust_tui.ui.marks import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trust_tui.model.people import Couple
    from trust_tui.services.promises.detail import RepairView
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


def repair_blocks(view: RepairView, couple: Couple, glyphs: Glyphs) -> Iterator[Block]:
    """Yield what there is to read of a repair."""
    day = view.repair.due or view.repair.day
    yield Content.styled(f"Repair, {short_day(day)}", "bold $quiet")
    if view.repair.happened:
        yield ("What happened", Content(shown(view.repair.happened)))
    if view.repair.right:
        yield ("Making it right", Content(shown(view.repair.right)))
    for response in view.landed:
        who = marked(couple.get(response.author), glyphs)
        yield ("How it landed", who + Content(f": {shown(response.text)}"))
    if view.renewed is not None:
        yield ("Promised anew", Content(one_line(view.renewed.sentence)))
