"""The whole summary as it is now, to be read before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.text import shown
from trust_tui.services.problems import Problem
from trust_tui.services.summary.document import BETWEEN
from trust_tui.ui.screens.page import Page, titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.summary.document import Chapter, Document, Item, Piece


class SummaryPage(Page):
    """What the file would say."""

    def __init__(self, companion: Companion, person: Person, *, only_mine: bool) -> None:
        super().__init__()
        self._companion = companion
        self._person = person
        self._only_mine = only_mine

    def content(self) -> Content:
        """Return the document, chapter by chapter."""
        try:
            made = self._companion.summary.document(self._person, only_mine=self._only_mine)
        except Problem:
            # Something came in another window in the meantime.
            made = self._companion.summary.document(self._person, only_mine=True)
        return titled(made.title, *_blocks(made))


def _blocks(made: Document) -> Iterator[Content]:
    head = "\n".join((made.span, made.people, " ".join(made.about)))
    yield Content.styled(shown(head), "$quiet")
    if not made.chapters:
        yield Content("There is nothing in it yet.")
    for chapter in made.chapters:
        yield Content("\n").join(_chapter(chapter))


def _chapter(chapter: Chapter) -> Iterator[Content]:
    yield Content.styled(chapter.title, "bold $accent")
    if chapter.note:
        yield Content.styled(chapter.note, "$quiet")
    for group in chapter.groups:
        if group.heading:
            yield Content.styled(shown(group.heading), "bold")
        for item in group.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[Content]:
    for number, row in enumerate(item.rows):
        front = Content("- " if number == 0 else "    ")
        if number == 0 and item.lead:
            front += Content.styled(f"{shown(item.lead)}: ", "bold")
        yield front + Content.styled(BETWEEN, "$quiet").join(_piece(piece) for piece in row)


def _piece(piece: Piece) -> Content:
    label = Content.styled(f"{shown(piece.label)}: ", "$quiet") if piece.label else Content("")
    after = Content.styled(f" ({piece.after})" if piece.text else piece.after, "$quiet")
    return label + Content(shown(piece.text)) + (after if piece.after else Content(""))
