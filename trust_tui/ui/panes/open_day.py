"""The day that lies open on the Check-in tab, and what there is to say about it. No widgets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trust_tui.model.dates import day_words, near_words
from trust_tui.model.notes import SealedText
from trust_tui.model.text import one_line
from trust_tui.services.checkins import Day
from trust_tui.ui.commands import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from trust_tui.model.checkin import Answers
    from trust_tui.model.people import Person
    from trust_tui.services.checkins import Fortnight
    from trust_tui.services.companion import Companion


@dataclass
class OpenDay:
    """One day of one person, as it was when it was opened: midnight does not change it.

    Attributes:
        companion: The services.
        person: Who writes or reads.
        date: The day it is about.
        day: What was saved for it, as far as the person may see it.
        draft: What the person had typed and not saved, or None.
        is_writing: Whether the form is shown.
        elsewhere: Other days on which this person left something unsaved.
    """

    companion: Companion
    person: Person
    date: dt.date
    day: Day
    draft: Answers | None
    is_writing: bool
    elsewhere: tuple[dt.date, ...] = ()

    @classmethod
    def of(cls, companion: Companion, person: Person, day: dt.date, *, change: bool = False) -> OpenDay:
        """Open a day: to be written where it is blank, has a draft or shall be changed; else to be read."""
        there = companion.checkins.day(person, day)
        draft = companion.drafts.waiting(person, day)
        if draft and isinstance(draft.private, SealedText) and not companion.note_keys.is_closed(person.id):
            # Another window took the passphrase away meanwhile: what was closed is what can be read by now.
            draft = replace(draft, private=there.answers.private)
        if draft == there.answers:
            draft = None
        elsewhere = tuple(other for other in companion.drafts.days(person) if other != day)
        return cls(
            companion, person, day, there, draft, change or draft is not None or there.mine is None, elsewhere
        )

    @property
    def other(self) -> Person | None:
        """The other person, or None."""
        return self.companion.couple.other(self.person)

    @property
    def other_name(self) -> str:
        """The other's name, fit to be shown, or ""."""
        return one_line(self.other.name) if self.other else ""

    @property
    def today(self) -> dt.date:
        """The day it is now."""
        return self.companion.clock().day

    @property
    def is_new(self) -> bool:
        """Whether this is today, and nothing is saved for it yet."""
        return self.is_writing and self.date == self.today and self.day.mine is None

    @property
    def answers(self) -> Answers:
        """What goes into the form."""
        return self.draft or self.day.answers

    def look_again(self) -> None:
        """Read again what was saved; what is typed stays as it is."""
        self.person = self.companion.couple.get(self.person.id) or self.person
        self.day = self.companion.checkins.day(self.person, self.date)
        if self.draft is not None and isinstance(private := self.draft.private, SealedText):
            opened = self.companion.note_keys.read(self.person.id, private)
            self.draft = replace(self.draft, private=opened)

    def fortnights(self) -> list[Fortnight]:
        """Return two weeks of everybody, the person at the keyboard first."""
        people = (self.person, self.other) if self.other else (self.person,)
        return [self.companion.checkins.fortnight(self.person, who, self.date) for who in people]

    def neighbour(self, step: int) -> dt.date:
        """Return the day before or after, never one that has not come yet."""
        latest = max(self.today, self.date)
        return min(self.date + dt.timedelta(days=step), latest)

    # What there is to say

    @property
    def heading(self) -> str:
        """The date, for the top line."""
        return day_words(self.date, self.today)

    @property
    def question(self) -> str:
        """The question above the form."""
        name = one_line(self.person.name)
        if self.date == self.today:
            return f"How is it today, {name}?"
        return f"How was {near_words(self.date, self.today)}, {name}?"

    @property
    def privacy(self) -> str:
        """What protects the private field, and what does not."""
        if isinstance(self.answers.private, SealedText):
            return f"sealed; {key('checkin.open_notes')} opens it"
        if self.companion.note_keys.of(self.person.id) is not None:
            return "sealed with your own passphrase"
        return f"hidden from {self.other_name}, not locked" if self.other else "not locked"

    def notes(self) -> list[str]:
        """Return what has to be known about this day."""
        notes = []
        if reason := self.companion.ledger.read_only:
            notes.append(reason)
        if self.is_writing:
            notes += self._notes_on_writing()
        if self.elsewhere:
            days = " and ".join(near_words(day, self.today) for day in self.elsewhere[-2:])
            ways = f"{key('checkin.earlier')} and {key('checkin.later')} go there."
            notes.append(f"There are words of yours for {days} that you did not save. {ways}")
        return notes

    def _notes_on_writing(self) -> list[str]:
        notes = []
        if self.draft is not None:
            let_go = f"{key('line.leave')}, then {key('checkin.drop_draft')}, lets it go."
            notes.append(f"You had typed this and not saved it. {key('checkin.save')} saves it; {let_go}")
        if self.day.theirs_is_closed:
            notes.append(f"{self.other_name} has written for this day. Both open once yours is here too.")
        if self.date < self.today and self.day.mine is None:
            notes.append("This day is over. Your check-in will say on which day you wrote it.")
        return notes

    def offers(self, action: str) -> bool:
        """Say whether an action makes sense for this day as it is."""
        mine = self.day.mine
        rules: dict[str, Callable[[], object]] = {  # each picture asks for all of them, one by one
            "save": lambda: self.is_writing,
            "drop_draft": lambda: self.is_writing,
            "edit": lambda: not self.is_writing,
            "remove": lambda: mine is not None,
            "versions": lambda: self.day.mine_before or self.day.theirs_before,
            "release": lambda: mine and not self.is_writing and self.day.theirs is None and self.other,
            "today": lambda: self.date != self.today,
            "later": lambda: self.date < self.today,
            "share_weeks": lambda: self.other is not None,
            "open_notes": lambda: self.companion.note_keys.is_closed(self.person.id),
        }
        return action not in rules or bool(rules[action]())
