"""What was said to something and what it said before, as blocks that several panes show below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.dates import short_day
from trust_tui.model.text import shown
from trust_tui.ui.marks import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trust_tui.model.people import Couple
    from trust_tui.model.versions import Version
    from trust_tui.services.answers import Answer
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


def answer_blocks(answers: Iterable[Answer], couple: Couple, glyphs: Glyphs) -> Iterator[Block]:
    """Yield what was said, each with who said it and on which day."""
    for answer in answers:
        yield Content("")
        who = marked(couple.get(answer.author), glyphs)
        yield Content.assemble(who, (f", {short_day(answer.day)}", "$quiet"))
        yield Content(shown(answer.text))


def version_blocks(versions: Sequence[Version], *fields: str) -> Iterator[Block]:
    """Yield what a record said before.

    Args:
        versions: Its earlier versions, oldest first.
        fields: The names of its texts.
    """
    if versions:
        yield Content("")
        yield Content.styled("What it said before", "bold $quiet")
    for version in versions:
        yield Content("")
        yield Content.styled(f"until {short_day(version.created_at.date())}", "$quiet")
        for text in (str(version.body.get(name) or "") for name in fields):
            if text:
                yield Content(shown(text))
