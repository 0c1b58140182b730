"""One day to be read: one's own check-in, and the other's where it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.dates import near_words
from trust_tui.model.notes import SealedText
from trust_tui.model.text import one_line, shown
from trust_tui.ui.commands import key
from trust_tui.ui.widgets.blocks import Blocks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from trust_tui.model.checkin import CheckIn
    from trust_tui.model.people import Person
    from trust_tui.services.checkins import Day
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block

_LABELS = {"appreciated": "I appreciated", "need": "I need", "own": "I own"}


class DayView(Blocks):
    """Shows a `Day`. It is given only what its reader may see."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="day")
        self._glyphs = glyphs

    def show(self, day: Day, reader: Person, other: Person | None, today: date) -> None:
        """Show this day to `reader`."""
        theirs = self._theirs(day, other, today) if other is not None else ()
        self.show_blocks((*self._mine(day, reader, other, today), *theirs))

    def _mine(self, day: Day, reader: Person, other: Person | None, today: date) -> Iterator[Block]:
        yield self._title(reader, "your day")
        yield Content("")
        if day.mine is None:
            return
        yield from self._checkin(day.mine, today, len(day.mine_before))
        if day.note is not None and day.note.text:
            if isinstance(day.note.text, SealedText):
                words = f"written and sealed. Press {key('checkin.open_notes')} to open it."
            else:
                words = f"written, and hidden here. Press {key('checkin.edit')} to read it."
            yield ("Only for you", Content.styled(words, "$quiet"))
        for kept in day.kept:
            yield (f"Kept: {kept.kind}", Content(shown(kept.text)))
        if other is not None:
            yield Content("")
            yield Content.styled(_openness(day, one_line(other.name)), "$quiet")

    def _theirs(self, day: Day, other: Person, today: date) -> Iterator[Block]:
        name = one_line(other.name)
        if day.theirs is None and not day.theirs_is_closed:
            return
        yield Content("")
        yield self._title(other, "")
        yield Content("")
        if day.theirs is not None:
            yield from self._checkin(day.theirs, today, len(day.theirs_before))
        else:
            yield Content.styled(f"{name} has written. It opens when your check-in is here too.", "$quiet")

    def _title(self, person: Person, words: str) -> Content:
        colour = f"$person-{person.place + 1}"
        mark = self._glyphs.people[person.place]
        tail = f", {words}" if words else ""
        return Content.assemble(
            (f"{mark} ", colour), (one_line(person.name), f"{colour} bold"), (tail, "$quiet")
        )

    def _checkin(self, checkin: CheckIn, today: date, versions: int) -> Iterator[Block]:
        yield from said(checkin)
        if checkin.is_back_filled:
            words = f"written on {near_words(checkin.written_on, today)}".replace("on today", "today")
            yield Content.styled(words.replace("on yesterday", "yesterday"), "$quiet italic")
        if versions:
            words = f"changed since; {key('checkin.versions')} shows what it said before"
            yield Content.styled(words, "$quiet italic")


def said(checkin: CheckIn) -> Iterator[Block]:
    """Yield what a check-in says, each thing with its label."""
    if checkin.feelings:
        yield ("Feeling", Content(", ".join(one_line(word) for word in checkin.feelings)))
    scales = load("scales.json")
    for name, step in (("safe", checkin.safe), ("close", checkin.close)):
        if step is not None:
            words = f"{step} of 5, {scales[name]['steps'][step - 1]}"
            yield (scales[name]["label"], Content(words))
    for name, label in _LABELS.items():
        if text := getattr(checkin, name):
            yield (label, Content(shown(text)))


def _openness(day: Day, other: str) -> str:
    """Say whether the other may read this day, and what opens it."""
    release = key("checkin.release")
    if not day.mine_is_open:
        return f"Closed for {other} until their check-in is here too, or until you open it with {release}."
    if day.theirs is None and day.mine is not None and day.mine.released:
        return f"Open: {other} may read it now. {release} closes it again."
    return "Both of you can read this day."
