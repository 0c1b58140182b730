"""What happened, as it is shown: a line or two in the list, and one text whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from trust_tui.model.breach import What
from trust_tui.model.dates import date_words, short_date
from trust_tui.model.text import one_line, shown
from trust_tui.services.happened.view import Can
from trust_tui.ui.commands import key
from trust_tui.ui.happened_forms import ANSWER_WORDS, LABELS
from trust_tui.ui.marks import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from trust_tui.model.people import Couple
    from trust_tui.services.happened.view import Detail, Row, Said
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

DOES = {
    "acknowledgement": "says what happened",
    "impact": "says what it did",
    "apology": "apologises",
}
"""What somebody does with each kind of text."""


@dataclass(frozen=True, slots=True)
class HappenedPainter:
    """Shows what happened to one reader.

    Attributes:
        couple: Who writes here.
        glyphs: The marks.
        today: The local day.
    """

    couple: Couple
    glyphs: Glyphs
    today: date

    # In the list

    def lines(self, row: Row, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one text in the list: who wrote what, and how it stands, in few words."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble(
            (f"{mark} ", "$accent"), self.who(row.author, "bold" if is_here else ""), f" {DOES[row.kind]}"
        )
        title += Content.styled(f", {self.day(row.day)}", "$quiet")
        below = Content.styled(f"    {self._below(row, width - 4)}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _below(self, row: Row, width: int) -> str:
        if row.waits:
            return self.calm(row, width)
        parts = ["only for you, for now"] if row.is_private else []
        if row.last is not None:
            parts.append(self._last(row.last))
        # A painful text never looks out of the list with more than its first words.
        return ". ".join((*parts, f"“{row.first_words}”"))

    def calm(self, row: Row, width: int) -> str:
        """Say that there is something to read, when there is time for it."""
        name = self.name(row.author)
        read = "Read it when you have a quiet hour."
        ways = (f"{name} wrote this on {self._on(row.day)}. {read}", read)
        return next((words for words in ways if cell_len(words) <= width), "Read it in a quiet hour.")

    def _last(self, said: Said) -> str:
        return f"{self.name(said.author)}: {_said_words(said)}"

    # Whole

    def closed(self, row: Row) -> Iterator[Block]:
        """Show, instead of the other's text, that it can wait."""
        yield self.who(row.author) + Content.styled(f" {DOES[row.kind]}", "$quiet")
        yield Content("")
        yield Content(self.calm(row, 1000))
        yield Content("")
        yield Content.styled(f"{key('list.open')} opens it.", "$quiet")

    def whole(self, detail: Detail) -> Iterator[Block]:
        """Show a text with what was said to it."""
        row = detail.row
        yield self.who(row.author) + Content.styled(f" {DOES[row.kind]}, {self._on(row.day)}", "$quiet")
        if row.is_private:
            words = f"Only you can read it, for now. {key('happened.give')} gives it to the other."
            yield Content.styled(words, "$accent")
        for name, label in LABELS[row.kind].items():
            if detail.texts[name]:
                yield Content("")
                yield Content.styled(label, "$quiet")
                yield Content(shown(detail.texts[name]))
        yield from self._said(detail)
        yield from self._around(detail)

    def _said(self, detail: Detail) -> Iterator[Block]:
        for number, said in enumerate(detail.said):
            yield Content("")
            if number == 0:
                yield Content.styled("What was said to it", "bold $quiet")
            earlier = ", to the words before" if said.is_earlier else ""
            yield Content.assemble(
                self.who(said.author),
                f" {_said_words(said)}",
                (f", {self.day(said.day)}{earlier}", "$quiet"),
            )
            if said.heard:
                yield ("What I heard", Content(shown(said.heard)))
                if said.text:
                    yield ("And I say", Content(shown(said.text)))
            elif said.text:
                yield Content("  ") + Content(shown(said.text))
        if detail.can & {Can.ANSWER, Can.REPLY}:
            yield Content("")
            yield Content.styled(_how(detail), "$quiet")

    def _around(self, detail: Detail) -> Iterator[Block]:
        if detail.promise is not None:
            yield Content("")
            yield ("Its promise", Content(one_line(detail.promise.sentence)))
        heading = detail.row.heading
        if heading is not None:
            yield Content("")
            yield ("About", Content(f"{heading.name}: {heading.about}" if heading.about else heading.name))
            for name, author, day in heading.before:
                by = self.name(author)
                yield Content.styled(f"It was called “{name}” until {self.day(day)} ({by}).", "$quiet")
        if len(detail.wordings) > 1:
            yield Content("")
            words = f"{len(detail.wordings)} wordings; {key('happened.wordings')} shows two side by side"
            yield Content.styled(words, "$quiet")

    # In words

    def who(self, person_id: str, style: str = "") -> Content:
        """Return somebody with their mark."""
        return marked(self.couple.get(person_id), self.glyphs, style)

    def name(self, person_id: str) -> str:
        """Return what somebody is called."""
        person = self.couple.get(person_id)
        return one_line(person.name) if person else "Somebody"

    def day(self, day: date) -> str:
        """Return a day in short, with its year where that is another one."""
        return short_date(day, self.today)

    def _on(self, day: date) -> str:
        return date_words(day, self.today)


def _said_words(said: Said) -> str:
    return ANSWER_WORDS[What(said.what)] if said.what else "replied"


def _how(detail: Detail) -> str:
    press = key("happened.answer")
    has_spoken = any(said.author != detail.row.author and not said.is_earlier for said in detail.said)
    if has_spoken:
        again = "replies once more" if Can.REPLY in detail.can else "answers anew"
        return f"{press} {again}, if you want to, at any time."
    if Can.REPLY in detail.can:
        return f"{press} replies; it begins with what you heard. It can wait."
    return f"{press} answers, if you want to, at any time. “Not yet” is a complete answer."
