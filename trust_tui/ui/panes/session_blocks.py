"""Sessions and practice as the room of sessions draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.dates import day_words, near_words, short_day
from trust_tui.model.text import one_line, shown
from trust_tui.ui.commands import key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.support_words import before_blocks, hidden_blocks, is_hidden
from trust_tui.ui.support_forms import WENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trust_tui.model.people import Couple
    from trust_tui.model.versions import Version
    from trust_tui.services.support.views import NoteView, PracticeView, SessionView
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


@dataclass(frozen=True, slots=True)
class SessionBlocks:
    """Draws sessions and practice for whoever sits here.

    Attributes:
        couple: Everybody who writes here.
        glyphs: The marks.
        today: The local day.
    """

    couple: Couple
    glyphs: Glyphs
    today: date

    # In the list

    def session_lines(self, view: SessionView, style: str) -> tuple[Content, Content]:
        """Return the two lines of a session: its day and whom it was with, and what was taken away."""
        first = Content.styled(near_words(view.day, self.today), "bold $accent" if style else "bold")
        if is_hidden(view.is_private, self.couple):
            return first + Content.styled(", only for you", "$quiet"), Content.styled("hidden here", "$quiet")
        if view.with_name:
            first += Content.styled(f", with {view.with_name}", "$quiet")
        return first, Content.styled(one_line(view.took_away) or "nothing written down", "$quiet")

    def practice_lines(self, view: PracticeView, style: str) -> tuple[Content, Content]:
        """Return the two lines of a practice: what is tried, and until when, or how it went."""
        branch = Content("") if view.is_on else Content.styled(f"  {self.glyphs.dash} ", "$quiet")
        if is_hidden(view.is_private, self.couple):
            return branch + Content.styled("Something only you try", style), self._below(view)
        return branch + Content.styled(one_line(view.sentence), style), self._below(view)

    def _below(self, view: PracticeView) -> Content:
        said = _last_of_each(view.notes)
        parts = [self._went(note) for note in said]
        if view.for_whom not in {note.author for note in said} and (who := self._for(view)):
            parts.insert(0, who)
        if view.by is not None and view.by >= self.today:
            parts.append(Content.styled(f"until {self._day(view.by)}", "$quiet"))
        if not parts and view.is_on:
            parts.append(Content.styled(f"since {short_day(view.session_day)}", "$quiet"))
        return Content("" if view.is_on else "    ") + Content(" · ").join(parts)

    def _day(self, day: date) -> str:
        if day == self.today + timedelta(days=1):
            return "tomorrow"
        return near_words(day, self.today)

    def _for(self, view: PracticeView) -> Content:
        if self.couple.is_solo or not view.for_whom:
            return Content("")
        return marked(self.couple.get(view.for_whom), self.glyphs)

    def _went(self, note: NoteView) -> Content:
        went = Content.styled(WENT_WORDS[note.went], "$quiet")
        if self.couple.is_solo:
            return went
        return marked(self.couple.get(note.author), self.glyphs) + Content(" ") + went

    # Whole

    def session(self, view: SessionView, before: Iterable[Version]) -> Iterator[Block]:
        """Yield a session with what was tried after it."""
        yield Content.styled(day_words(view.day, self.today), "bold $accent")
        yield Content("")
        if is_hidden(view.is_private, self.couple):
            yield from hidden_blocks(key("sessions.edit"))
            return
        if view.with_name:
            yield ("With", Content(view.with_name))
        if view.present and not self.couple.is_solo:
            names = [marked(self.couple.get(person), self.glyphs) for person in view.present]
            yield ("There were", Content(", ").join(names))
        if view.next_on is not None and view.next_on >= self.today:
            yield ("Next session", Content(day_words(view.next_on, self.today)))
        if view.took_away:
            yield Content("")
            yield Content.styled("Taken away", "bold $quiet")
            yield Content(shown(view.took_away))
        for practice in view.practices:
            yield Content("")
            yield from self._tried(practice)
        yield from before_blocks(tuple(before), {"took_away": ""})

    def practice(self, view: PracticeView, before: Iterable[Version]) -> Iterator[Block]:
        """Yield a practice with what each said to it."""
        if is_hidden(view.is_private, self.couple):
            yield from hidden_blocks(key("sessions.edit"))
            return
        if view.asks:
            ask = f"How did it go? {key('sessions.done')} says done, {key('sessions.say')} says it in words."
            yield Content.styled(f"{ask} Any answer is complete.", "$accent")
            yield Content("")
        yield from self._tried(view)
        yield Content("")
        yield ("From", Content(f"the session of {day_words(view.session_day, self.today)}"))
        yield from before_blocks(tuple(before), {"when": "When", "then": "Then"})

    def _tried(self, view: PracticeView) -> Iterator[Block]:
        yield Content.styled(shown(view.sentence), "bold")
        who = self._for(view)
        if who:
            yield ("Who tries it", who)
        if view.by is not None:
            yield ("Until", Content(day_words(view.by, self.today)))
        for note in view.notes:
            yield Content.assemble(self._went(note), (f", {short_day(note.day)}", "$quiet"))
            if note.text:
                yield Content("  ") + Content(shown(note.text))


def _last_of_each(notes: Iterable[NoteView]) -> list[NoteView]:
    """Return what each said last, in the order in which they first said something."""
    last: dict[str, NoteView] = {}
    for note in notes:
        last[note.author] = note
    return list(last.values())
