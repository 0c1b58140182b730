"""The Check-in tab: writing a day, reading a day, going to another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.widgets import Static

from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.draft_saver import DraftSaver
from trust_tui.ui.panes import Pane
from trust_tui.ui.panes.checkin_day import DayView
from trust_tui.ui.panes.checkin_form import CheckInForm
from trust_tui.ui.panes.open_day import OpenDay
from trust_tui.ui.widgets.fortnight import FortnightView
from trust_tui.ui.widgets.in_sight import KeepsInSight, LookHere
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult

    from trust_tui.model.kept import KeptLine
    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.panes.checkin_due import DueToday
    from trust_tui.ui.widgets.line_field import LineField

_SOON = 0.15
"""Seconds until it is looked what is due: the form is drawn before, and takes the first keys."""

_KINDS: dict[str, type[KeptLine]] = {kind.kind: kind for kind in (Topic, Victory, Setback)}


class CheckInPane(KeepsInSight, Pane):
    """One person's day: the form while they write, the day as it stands when they have."""

    BINDINGS = bindings(Place.CHECKIN)

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self._open: OpenDay | None = None
        self._put_away: OpenDay | None = None
        self._trouble = ""
        self._saver = DraftSaver(self, self._say_trouble)

    def compose(self) -> ComposeResult:
        """The day on the left, two weeks on the right; one below the other where it is narrow."""
        with Vertical(id="day-side"):
            yield Static(id="question", markup=False)
            yield Static(id="prompt", markup=False)
            yield Static(id="note", markup=False)
            yield CheckInForm(self.glyphs)
            yield DayView(self.glyphs)
        with Vertical(id="weeks-side"):
            yield FortnightView(self.glyphs, id="fortnight")

    @property
    def _form(self) -> CheckInForm:
        return self.query_one(CheckInForm)

    @property
    def _due(self) -> DueToday | None:
        """What is due, once it was brought. Every picture asks: not all of the pane is gone through."""
        beside = self.query_one("#weeks-side").children
        return next((cast("DueToday", each) for each in beside if each.id == "due"), None)

    # Who sits here

    def sit_down(self, person: Person) -> None:
        """Show this person their today."""
        self._turn_to(OpenDay.of(self.companion, person, self.companion.clock().day))

    def stand_up(self) -> None:
        """Keep what is typed, and show no words any more."""
        self.put_notes_away()
        self._put_away = None
        self._trouble = ""
        self.query_one(DayView).forget()
        self.query_one(FortnightView).show(())
        if self._due is not None:
            self._due.forget()

    def put_notes_away(self) -> None:
        """Keep what is typed, and show nothing of it."""
        if self._open is not None and self._open.is_writing and self._form.answers != self._open.answers:
            self._keep_soon()  # the message about the last letter may still be on its way
        self._saver.now()
        self._put_away, self._open = self._open, None
        self._form.fill(Answers())

    def take_notes_up(self) -> None:
        """Show the same day again."""
        day, self._put_away = self._put_away, None
        if day is not None and self._open is None:
            person = self.companion.couple.get(day.person.id) or day.person
            self._turn_to(OpenDay.of(self.companion, person, day.date, change=day.is_writing))

    def look_again(self) -> None:
        """Show what another window wrote; what is being typed stays as it is."""
        if (day := self._open) is None:
            return
        day.look_again()
        if self._form.is_sealed and not self.companion.note_keys.is_closed(day.person.id):
            # Another window took the passphrase away.
            there = OpenDay.of(self.companion, day.person, day.date)
            day.draft = there.draft
            self._form.show_private(there.answers.private)
        self._show_around()

    def open_record(self, record_id: str) -> None:
        """Go to the day of a check-in."""
        day = self.companion.checkins.day_of(record_id)
        if day is not None:
            self._go(day)

    def after_undo(self) -> None:
        """Show what is true now. A check-in that was taken back goes on as a draft: no word is lost."""
        if self._open is None:
            return
        before, was_reading = self._open.day.answers, not self._open.is_writing
        self._open.look_again()
        if was_reading and self._open.day.mine is None:
            self._open.is_writing = True
            self._form.fill(before)
            self._keep_soon()
        self._show_around()
        if was_reading and self.display:  # not out of another tab, where somebody took something back
            self.focus()

    def focus_default(self) -> None:
        """Begin with the feelings; while reading, let single keys work."""
        if self._open is not None and self._open.is_writing:
            # Not scrolled to: the question above it is where the eye begins.
            self.focus_on(self._form.feelings, scroll_visible=False)
        else:
            self.focus_on(self)

    # Showing a day

    def _turn_to(self, day: OpenDay) -> None:
        self._saver.now()
        self._open = day
        self._trouble = ""
        if day.is_writing:
            self._form.fill(day.answers)
        self._show_around()
        self.scroll_home(animate=False)

    def _show_around(self) -> None:
        """Show everything but what is being typed."""
        day = self._open
        if day is None:
            return
        view = self.query_one(DayView)
        self._form.display, view.display = day.is_writing, not day.is_writing
        if day.is_writing:
            self._form.say_private(day.privacy)
            self._form.say_kept([(kept.text, kept.kind) for kept in day.day.kept])
        else:
            view.show(day.day, day.person, day.other, day.today)
        question = self.query_one("#question", Static)
        question.display = day.is_writing
        question.update(day.question)
        for line in (question, self.query_one("#prompt")):
            line.set_class(day.is_new, "-new")
        self._show_notes()
        self.query_one(FortnightView).show(day.fortnights())
        self.post_message(self.Heading(day.heading))
        self.refresh_bindings()
        # Nobody waits for these: the form is there first.
        self.call_after_refresh(self._show_prompt)
        self.call_after_refresh(self._show_due)

    def _show_prompt(self) -> None:
        """Show the line of the day, which its room was kept for."""
        from trust_tui.services.guide import prompt_for

        if (day := self._open) is not None and day.is_new:
            self.query_one("#prompt", Static).update(prompt_for(day.date).text)

    def _show_due(self) -> None:
        """Show what is due, where the day is today and anything was ever promised."""
        if self._open is None or not self.companion.has_promises:
            return
        if self._due is None:
            self.set_timer(_SOON, self._look_for_due)
        else:
            self._fill_due(self._due, self._open)

    def _look_for_due(self) -> None:
        if self._open is not None and self._due is None:
            self.run_worker(self._bring_due(self._open), group="due", exclusive=True)

    async def _bring_due(self, day: OpenDay) -> None:
        """Look for the first time what is due. The first keys need not wait until years were gone through."""
        from trust_tui.ui.panes.checkin_due import DueToday

        # It is kept at hand from then on.
        work = partial(self.companion.promises.due, day.person, day.today)
        await in_background(self, work, "Looking what is due…")
        if self._open is day:  # else the next one is on its way, or nobody sits here
            due = DueToday(self.companion, self.glyphs)
            await self.query_one("#weeks-side").mount(due, before="#fortnight")
            if due.is_attached:  # else the program ends just now
                self._fill_due(due, day)

    def _fill_due(self, due: DueToday, day: OpenDay) -> None:
        if self._open is day and day.date == day.today:
            due.show_to(day.person)
        else:
            due.forget()

    def _show_notes(self) -> None:
        notes = [self._trouble] if self._trouble else []
        notes += self._open.notes() if self._open else []
        note = self.query_one("#note", Static)
        note.update("\n".join(notes))
        note.display = bool(notes)
        note.set_class(bool(self._trouble), "problem")

    def _say_trouble(self, words: str) -> None:
        if words != self._trouble:
            self._trouble = words
            self._show_notes()

    def _answer_trouble(self, words: str) -> None:
        """Say what kept from being done what was asked for: that has to be seen, wherever one types."""
        self._say_trouble(words)
        note = self.query_one("#note", Static)
        note.post_message(LookHere(note))

    # Typing

    def on_check_in_form_changed(self) -> None:
        """Keep what is typed, soon."""
        self._say_trouble("")
        self._keep_soon()

    def _keep_soon(self) -> None:
        day = self._open
        if day is None:
            return
        drafts, person, date, answers = self.companion.drafts, day.person, day.date, self._form.answers
        if day.day.mine is not None and answers == day.day.answers:
            self._saver.soon(lambda: drafts.drop(person, date))
        else:
            self._saver.soon(lambda: drafts.keep(person, date, answers))

    async def on_line_field_keep(self, message: LineField.Keep) -> None:
        """Let a line become a topic, a victory or a setback."""
        message.stop()
        day = self._open
        if day is None:
            return
        kind, text = _KINDS[message.kind], message.field.current_line
        try:
            await in_background(
                self, lambda: self.companion.checkins.keep(kind, day.person, day.date, text), "Keeping it…"
            )
        except (Problem, LedgerError) as problem:
            self._form.say_problem(message.field.id or "", str(problem))
        else:
            self.look_again()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with this day."""
        if action == "due":
            return self._due is not None and self._due.display
        return self._open is not None and self._open.offers(action)

    async def action_save(self) -> None:
        """Save the check-in. Whatever goes wrong, the form keeps its words."""
        day, answers = self._open, self._form.answers
        if day is None:
            return
        try:
            await in_background(
                self, lambda: self.companion.checkins.save(day.person, day.date, answers), "Saving…"
            )
        except Problem as problem:
            self._form.say_problem(problem.field, str(problem))
            return
        except LedgerError as error:
            if self._open is day:
                self._answer_trouble(str(error))
            else:
                self.app.notify(str(error), severity="warning", timeout=30, markup=False)
            return
        if self._open is not day:  # another day, or another person, while it was being saved
            if self.companion.drafts.waiting(day.person, day.date) == answers:
                self.companion.drafts.drop(day.person, day.date)
            self.look_again()
            return
        if self._form.answers != answers:  # typed on while it was being saved
            self.look_again()
            self._keep_soon()
            return
        self._saver.forget()
        await self._show_saved(day)

    async def _show_saved(self, day: OpenDay) -> None:
        """Let go of the draft and show what was saved."""
        await self._do(lambda: self.companion.drafts.drop(day.person, day.date))
        if self._open is not day:  # somebody left meanwhile, and nothing is to be shown any more
            return
        self._go(day.date)
        # The minute goes on there, where both can be seen at once.
        if self.screen.has_class("-wide") and self._due is not None and self._due.asks:
            self._due.focus()

    def action_open_notes(self) -> None:
        """Ask for the passphrase of one's private notes."""
        from trust_tui.ui.screens.notes import opening

        if (day := self._open) is not None:
            lock = self.companion.notes.of(day.person)
            self.app.push_screen(opening(lock), lambda outcome: self._notes_opened(day, outcome))

    def _notes_opened(self, day: OpenDay, outcome: str | None) -> None:
        """Show the note of this day, as one who opened it may read it."""
        if not outcome or self._open is not day:
            return
        day.look_again()
        if day.is_writing and self._form.is_sealed:
            private = self._form.answers.private
            self._form.show_private(self.companion.note_keys.read(day.person.id, private))
        self._show_around()
        if day.is_writing:
            self._form.texts["private"].focus()

    def action_due(self) -> None:
        """Go to what is due."""
        if self._due is not None:
            self._due.focus()

    def action_edit(self) -> None:
        """Open the form on what was saved."""
        if self._open is not None:
            self._turn_to(OpenDay.of(self.companion, self._open.person, self._open.date, change=True))
            self.focus_default()

    async def action_release(self) -> None:
        """Open one's day to the other, or close it again."""
        if (day := self._open) is not None and day.day.mine is not None:
            released = not day.day.mine.released
            await self._do(lambda: self.companion.checkins.release(day.person, day.date, released))
            self.look_again()

    async def action_remove(self) -> None:
        """Take one's day out of sight; undo brings it back."""
        if (day := self._open) is None:
            return
        if not await self._do(lambda: self.companion.checkins.remove(day.person, day.date)):
            return
        self.app.notify(f"Your check-in is removed. {key('shell.undo')} brings it back.", markup=False)
        if self._open is day:
            self._saver.forget()
            await self._do(lambda: self.companion.drafts.drop(day.person, day.date))
            self._go(day.date)

    async def action_drop_draft(self) -> None:
        """Let go of what is typed and not saved, when asked twice."""
        if (day := self._open) is not None and self._is_asked_twice():
            self._saver.forget()
            await self._do(lambda: self.companion.drafts.drop(day.person, day.date))
            self._go(day.date)

    def _is_asked_twice(self) -> bool:
        again = key("checkin.drop_draft")
        question = f"Press {again} once more to let go of everything you typed here and did not save."
        if self._trouble == question:
            return True
        self._say_trouble(question)
        return False

    async def action_share_weeks(self) -> None:
        """Show one's two weeks to the other, or keep them to oneself."""
        if (day := self._open) is not None:
            share = not day.person.shares_weeks
            if not await self._do(lambda: self.companion.people.share_weeks(day.person, share)):
                return
            self.look_again()
            words = f"{day.other_name} sees your two weeks." if share else "Only you see your two weeks now."
            self.app.notify(words, markup=False)

    def action_versions(self) -> None:
        """Read what this day said before."""
        from trust_tui.ui.screens.versions import VersionsPage

        if (day := self._open) is not None:
            self.app.push_screen(VersionsPage(day.day, day.person, day.other, self.glyphs))

    def action_earlier(self) -> None:
        """Go to the day before."""
        if self._open is not None:
            self._go(self._open.neighbour(-1))

    def action_later(self) -> None:
        """Go to the day after."""
        if self._open is not None:
            self._go(self._open.neighbour(1))

    def action_today(self) -> None:
        """Go back to today."""
        if self._open is not None:
            self._go(self._open.today)

    def _go(self, day: date) -> None:
        if self._open is not None:
            self._saver.now()
            self._turn_to(OpenDay.of(self.companion, self._open.person, day))
            self.focus()

    async def _do(self, work: Callable[[], object]) -> bool:
        """Do something small to the ledger; say what went wrong, if it did. Return whether it was done."""
        try:
            await in_background(self, work, "Saving…")
        except (Problem, LedgerError) as problem:
            self._answer_trouble(str(problem))
            return False
        return True
