"""The Talks room: talks that can be taken up, and what was kept of those that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.dates import day_words, findable, short_date, short_day
from trust_tui.model.text import one_line, shown
from trust_tui.services.talks.course import CLOSE, course
from trust_tui.services.talks.live import has_come
from trust_tui.services.talks.view import TalkRow
from trust_tui.ui import talk_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.time_out_words import back_words
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.talks.view import Part
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import Shelf

_PREVIEWED = 5
"""How many talks are seen from outside the room."""


class TalksPane(ListPane[TalkRow]):
    """Talks: those under way, then the newest."""

    BINDINGS = bindings(Place.TALKS)
    FILTER_HINT: ClassVar[str] = "words, under way, weekly review, november"

    # The list

    def rows(self, person: Person) -> Sequence[TalkRow | ShelfHeading]:
        """What is under way comes first."""
        found: list[TalkRow | ShelfHeading] = []
        before: bool | None = None
        for row in self.companion.talks.all(person):
            is_open = row.finished is None
            if is_open != before:
                before = is_open
                found.append(ShelfHeading("Under way" if is_open else "What you talked about"))
            found.append(row)
        return found

    def draw(self, row: TalkRow, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a talk: what it is about, and below its kind and day, or when it goes on."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble(
            (f"{mark} ", "$accent"), (one_line(row.about) or row.name, "bold" if is_here else "")
        )
        parts = [self._how_it_goes_on(row)] if row.finished is None else []
        parts += [row.name] if row.about else []
        parts.append(short_date(row.day, self.today))
        below = Content.styled("  " + ", ".join(parts), "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _how_it_goes_on(self, row: TalkRow) -> str:
        now = self.companion.clock()
        if has_come(row.paused_until, row.back_on, now):
            return "it is time to come back"
        back = back_words(row.paused_until, row.back_on, now)
        return f"you come back {back}" if back else "can be taken up"

    def depends_on(self) -> tuple[object, ...]:
        """A time-out ends at a moment of the day."""
        return *super().depends_on(), self.companion.clock().at

    def haystack(self, row: TalkRow) -> str:
        """Its topic, kind, day and what was written."""
        state = "under way" if row.finished is None else ""
        detail = self.companion.talks.detail(self.person, row.id) if self.person else None
        said = [text for part in detail.parts for _, text in part.lines] if detail else []
        return " ".join((row.about, row.name, findable(row.day), state, *said))

    def empty_words(self) -> str:
        """Say what a guided talk is, and how one begins."""
        return (
            "There have been no talks here yet.\n\n"
            "A guided talk gives each of you the floor in turn, with equal time, and lets nobody be talked "
            "over. It can be stopped at any point. Only what you choose to write is kept of it.\n\n"
            f"Sit side by side, and press {key('talks.begin')}."
        )

    # One talk

    def detail(self, row: TalkRow, person: Person) -> Iterator[Block]:
        """Show what was kept of a talk."""
        detail = self.companion.talks.detail(person, row.id)
        if detail is None:
            return
        yield Content.styled(row.name, "$accent") + Content.styled(
            f", {day_words(row.day, self.today)}", "$quiet"
        )
        if row.about:
            yield Content("")
            yield Content.styled(shown(row.about), "bold")
        if row.finished is None:
            yield Content("")
            yield from self._under_way(row)
        for thanks in detail.thanks:
            yield Content("")
            yield self._marked(thanks.author) + Content.styled(" said thank you", "$quiet")
            yield Content(shown(thanks.text))
        for part in detail.parts:
            yield Content("")
            yield from self._part(part)

    def _under_way(self, row: TalkRow) -> Iterator[Block]:
        if row.back_on is not None:
            yield Content(f"You are having a time-out: {self._how_it_goes_on(row)}.")
        else:
            yield Content(f"It stands at: {row.step}.")
        yield Content.styled(f"{key('talks.take_up')} takes it up.", "$quiet")

    def _part(self, part: Part) -> Iterator[Block]:
        closed = ", closed until the other has written theirs" if part.is_closed else ""
        yield self._marked(part.author) + Content.styled(f", {part.title}{closed}", "$quiet")
        if part.heard is not None:
            heard = load("talks.json")["heard"]
            yield (heard["label"], Content(f"{heard['steps'][part.heard - 1]} ({part.heard} of 5)"))
        for label, text in part.lines:
            yield (label, Content(shown(text)))

    def _marked(self, person_id: str) -> Content:
        return marked(self.companion.couple.get(person_id), self.glyphs)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the talk under the cursor."""
        row = self.row
        if action == "take_up":
            return row is not None and row.finished is None
        if action == "words":
            return row is not None and row.finished is not None
        if action == "remove":
            return row is not None
        return super().check_action(action, parameters)

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Take up what is under way; read what has ended."""
        if message.shelf is self.shelf and self.row is not None and self.row.finished is None:
            self.action_take_up()
        else:
            super().on_shelf_opened(message)

    def action_begin(self) -> None:
        """Begin a talk."""
        from trust_tui.ui.screens.talk_begin import begin_talk

        if self.person is not None:
            begin_talk(self, self.person, self.companion, self.glyphs)

    def action_take_up(self) -> None:
        """Take up a talk where it was left."""
        from trust_tui.ui.screens.talk_begin import take_up

        if self.person is not None and self.row is not None:
            take_up(self, self.person, self.companion, self.glyphs, self.row.id)

    def action_words(self) -> None:
        """Write something to a talk that has ended."""
        row, person = self.row, self.person
        if row is None or person is None:
            return
        talk, step = self.companion.talks.get(row.id), course(row.sort).step(CLOSE)
        if talk is not None and step is not None:
            self.ask(forms.words(self.companion, self.glyphs, person, talk, step))

    async def action_remove(self) -> None:
        """Remove a talk, or one's own words in it; undo brings it back."""
        if (row := self.row) is not None:
            said = await self.do(lambda person: self.companion.talks.remove(person, row.id))
            if said:
                self.app.notify(f"{said} {key('shell.undo')} takes that back.", markup=False)


def preview(companion: Companion, reader: Person, glyphs: Glyphs) -> Iterator[Block]:
    """Show what can be taken up, and the last talks."""
    for row in companion.talks.all(reader)[:_PREVIEWED]:
        mark = glyphs.here if row.finished is None else glyphs.dash
        about = one_line(row.about) or row.name
        yield Content(f"{mark} {about}") + Content.styled(f"  {short_day(row.day)}", "$quiet")
