"""The room of sessions: what was taken away from each, when the next one is, and what is tried in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.model.dates import findable
from trust_tui.model.support import Went
from trust_tui.services.support.views import PracticeView, SessionView
from trust_tui.ui import support_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.panes.session_blocks import SessionBlocks
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.ui.widgets.blocks import Block

SessionRow = SessionView | PracticeView

_PRACTICE_ACTIONS = {"done", "say"}


class SessionsPane(ListPane[SessionRow]):
    """What is tried now, then the sessions, each with what was tried after it."""

    BINDINGS = bindings(Place.SESSIONS)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a name, a month such as november"

    # The list

    def rows(self, person: Person) -> Sequence[SessionRow | ShelfHeading]:
        """Put first what asks for a word, then what is tried, then the sessions."""
        sessions = self.companion.sessions.all(person, self.today)
        practices = [each for session in sessions for each in session.practices]
        asks = [each for each in practices if each.asks]
        on = [each for each in practices if each.is_on and not each.asks]
        found: list[SessionRow | ShelfHeading] = []
        if asks:
            found += [ShelfHeading("How did it go?"), *asks]
        if on:
            found += [ShelfHeading("To try"), *on]
        if sessions and found:
            found.append(ShelfHeading("Sessions"))
        for session in sessions:
            found += [session, *(each for each in session.practices if not each.is_on)]
        return found

    def draw(self, row: SessionRow, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a session or a practice."""
        mark = Content.styled(f"{self.glyphs.here if is_here else ' '} ", "$accent")
        lines = self._blocks.practice_lines if isinstance(row, PracticeView) else self._blocks.session_lines
        first, second = lines(row, "bold" if is_here else "")  # type: ignore[arg-type]
        return [line.truncate(width, ellipsis=True) for line in (mark + first, Content("  ") + second)]

    def haystack(self, row: SessionRow) -> str:
        """All its words, the names, month and year."""
        day = row.session_day if isinstance(row, PracticeView) else row.day
        when = findable(day)
        if isinstance(row, PracticeView):
            return " ".join((when, row.sentence, *(note.text for note in row.notes)))
        return " ".join((when, row.with_name, row.took_away))

    def remarks(self) -> str:
        """Say when the next session is. It is said plainly, and it does not press."""
        if self.person is None or (coming := self.companion.sessions.next(self.person, self.today)) is None:
            return ""
        words = self.companion.sessions.glance(self.person)
        return f"{words}, with {coming.with_name}" if coming.with_name else words

    def empty_words(self) -> str:
        """Say what a session is worth here, and how it comes here."""
        return (
            "No session is written down yet.\n\n"
            "One sentence is enough: what you want to keep. Add one small thing to try until the next one. "
            "Nobody counts.\n\n"
            f"Press {key('sessions.add')} to write one down."
        )

    def detail(self, row: SessionRow, person: Person) -> Iterator[Block]:
        """Show a session, or a practice, whole."""
        before = self.companion.sessions.before(person, row)
        if isinstance(row, PracticeView):
            return self._blocks.practice(row, before)
        return self._blocks.session(row, before)

    @property
    def _blocks(self) -> SessionBlocks:
        return SessionBlocks(self.companion.couple, self.glyphs, self.today)

    # Commands

    @property
    def _session(self) -> SessionView | None:
        """The session under the cursor, or the one that the practice there came from."""
        row = self.row
        if not isinstance(row, PracticeView):
            return row
        sessions = (each for each in self.shelf.items if isinstance(each, SessionView))
        return next((each for each in sessions if each.id == row.session), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for what is under the cursor."""
        row = self.row
        if action in _PRACTICE_ACTIONS:
            return isinstance(row, PracticeView) and row.is_for_me
        if action == "practice":
            return self._session is not None
        if action == "next":
            return isinstance(row, SessionView)
        if action == "edit":
            return isinstance(row, SessionView) or (row is not None and row.is_mine)
        if action == "remove":
            return row is not None and row.is_mine
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Write down a session."""
        if self.person is not None:
            self.ask(forms.session(self.companion, self.person), self._added)

    def _added(self, saved: object) -> None:
        self._go_to(saved)
        words = f"It is written down. {key('sessions.practice')} adds something to try until the next one."
        if self.person is not None and self.companion.questions.glance(self.person):
            words += " Questions to bring is where you say what was asked."
        self.app.notify(words, markup=False, timeout=10)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_practice(self) -> None:
        """Write down something to try."""
        if self.person is not None and (session := self._session) is not None:
            self.ask(forms.practice(self.companion, self.person, session), self._go_to)

    def action_next(self) -> None:
        """Say when the next session is."""
        if self.person is not None and isinstance(self.row, SessionView):
            self.ask(forms.next_session(self.companion, self.person, self.row))

    def action_edit(self) -> None:
        """Change a session or a practice; what it said before is kept."""
        row, person = self.row, self.person
        if person is None or row is None:
            return
        if isinstance(row, SessionView):
            self.ask(forms.session(self.companion, person, row))
        elif (session := self._session) is not None:
            self.ask(forms.practice(self.companion, person, session, row))

    async def action_done(self) -> None:
        """Say that a practice was done, as one saw it."""
        if isinstance(row := self.row, PracticeView):
            practices = self.companion.sessions.practices
            await self.do(
                lambda person: practices.say(person, row.id, Went.DONE),
                f"It is written down. {key('shell.undo')} takes that back.",
            )

    def action_say(self) -> None:
        """Say how a practice went, in one's own words."""
        if self.person is not None and isinstance(self.row, PracticeView):
            self.ask(forms.how_it_went(self.companion, self.person, self.row))

    async def action_remove(self) -> None:
        """Take a session or a practice off the list; undo brings it back."""
        row = self.row
        if row is None:
            return
        sessions = self.companion.sessions
        remove = sessions.practices.remove if isinstance(row, PracticeView) else sessions.remove
        await self.do(
            lambda person: remove(person, row.id), f"It is removed. {key('shell.undo')} brings it back."
        )
