"""A talk: who has the floor, what each of the two does now, and clocks that never hurry anybody."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from trust_tui.model.talks import TopicWhat
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.services.talks.course import CHOOSE, FLOOR, THANK, WRITE, beside, course, place
from trust_tui.services.talks.live import LiveTalk
from trust_tui.ui import talk_forms as forms
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.draft_saver import DraftSaver
from trust_tui.ui.screens.calm import TOMORROW, CalmScreen, TimeOutScreen
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.screens.pick import ThanksScreen, TopicPicker
from trust_tui.ui.screens.talk_words import TalkWording
from trust_tui.ui.time_out_words import back_words
from trust_tui.ui.widgets.floor_band import FloorBand
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from trust_tui.model.people import Person
    from trust_tui.model.talks import Talk
    from trust_tui.services.companion import Companion
    from trust_tui.services.topics import TopicView
    from trust_tui.ui.look import Glyphs

TICK = 1.0
"""Seconds between two looks at the clocks."""

KEPT_EVERY = 3
"""Ticks after which the seconds are kept, for the case that it is ended from outside."""

_ROOMY = 60
"""The width from which there is room for names beside the clocks."""

_ON_THE_FLOOR = {"pass_floor", "say_back", "confirm", "again", "ideas", "rest", "time_out"}


class TalkScreen(Screen[None]):
    """One talk, from where it stands to its end. It can be left at any point.

    Args:
        companion: What they can do.
        glyphs: The marks.
        talk: The talk.
        by: Who sat down before the two talked.
        seconds: Tells seconds, for the clocks.
    """

    BINDINGS = bindings(Place.TALK)

    def __init__(
        self,
        companion: Companion,
        glyphs: Glyphs,
        talk: Talk,
        by: Person,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._companion = companion
        self._glyphs = glyphs
        self._by = by
        self.live = LiveTalk(companion.talks, companion.couple, talk, seconds)
        self._wording = TalkWording(companion, glyphs, self.live)
        self._saver = DraftSaver(self, self._say)
        self._is_again = False
        self._was_over = False
        self._ticks = 0

    def compose(self) -> ComposeResult:
        """What it is and how far; who has the floor; the clocks; what each does; what can be done."""
        yield Static(id="talk-top", markup=False)
        yield FloorBand(id="talk-band")
        yield Static(id="talk-clock", markup=False)
        with VerticalScroll(id="talk-body"):
            yield Static(id="talk-text", markup=False)
            with Container(id="talk-both"):
                yield Static(id="talk-first", markup=False)
                yield Static(id="talk-second", markup=False)
        yield Static(id="talk-deeds", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Begin where it stands."""
        self.query_one("#talk-body").focus()
        self._show()
        self.set_interval(TICK, self.tick)

    def on_resize(self) -> None:
        """Use the room there is."""
        self.call_after_refresh(self._show)

    # The clocks

    def tick(self) -> None:
        """Look at the clocks. They make no sound, and nothing turns red."""
        self.live.timer.look()
        self._show_clock()
        if self.live.talk.in_time_out and self.live.is_over(self._companion.clock()) != self._was_over:
            self._show()
        self._ticks += 1
        if self.live.is_counting and self._ticks % KEPT_EVERY == 0:
            self._saver.soon(self.live.keep_seconds)

    def keep_drafts(self) -> None:
        """Keep how long each has spoken; called on every way out."""
        self.live.timer.look()
        if self.live.talk.finished is None:
            self._saver.soon(self.live.keep_seconds)
            self._saver.now()

    # What stands on it

    @property
    def _is_roomy(self) -> bool:
        return self.size.width >= _ROOMY

    def _show(self) -> None:
        live = self.live
        self._was_over = live.is_over(self._companion.clock())
        self._show_top()
        band, is_floor = self.query_one(FloorBand), live.step.does == FLOOR
        band.display = is_floor or live.talk.in_time_out
        band.show(*self._wording.band(self._is_again))
        self._show_clock()
        self.query_one("#talk-text", Static).update(self._wording.text())
        people = list(live.couple.people)
        is_wide = self.has_class("-wide")
        if is_floor and not is_wide:
            people = [live.holder, live.listener]  # one below the other: who speaks comes first
        for name, person in zip(("#talk-first", "#talk-second"), people, strict=False):
            self.query_one(name, Static).update(self._wording.column(person, self._is_again, is_wide))
        self.query_one("#talk-deeds", Static).update(self._wording.deeds(self._is_roomy))
        self.refresh_bindings()

    def _show_top(self) -> None:
        talk = self.live.talk
        at, of = place(talk)
        name = course(talk.sort).name
        step = f"step {at} of {of}" if self._is_roomy else f"{at}/{of}"
        self.query_one("#talk-top", Static).update(Content.assemble((name, "bold"), (f"   {step}", "$quiet")))

    def _show_clock(self) -> None:
        clock = self.query_one("#talk-clock", Static)
        clock.display = self.live.step.does == FLOOR and not self.live.talk.in_time_out
        if clock.display:
            clock.update(self._wording.clock(self._is_roomy))

    def _say(self, words: str) -> None:
        if words:
            self.app.notify(words, severity="warning", markup=False)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense where the talk stands."""
        live = self.live
        if live.talk.in_time_out:
            return action in {"next", "leave", "time_out", "help"}
        does = live.step.does
        if action in _ON_THE_FLOOR:
            return does == FLOOR and self._fits_the_floor(action)
        if action == "say":
            return does in {WRITE, THANK}
        if action == "choose":
            return does == CHOOSE
        if action == "previous":
            return beside(live.talk, -1) is not None
        if action == "end":
            return beside(live.talk, 1) is None
        return True

    def _fits_the_floor(self, action: str) -> bool:
        talk, step = self.live.talk, self.live.step
        if action in {"confirm", "again"}:
            return talk.is_saying_back
        if action == "say_back":
            return step.says_back and not talk.is_saying_back
        if action == "ideas":
            return step.asks_ideas
        return action != "rest" or not talk.is_saying_back

    def _do(self, move: Callable[[], object]) -> None:
        """Make a move and show it. Where it could not be kept, the talk goes on all the same."""
        self._is_again = False
        try:
            move()
        except LedgerError as error:
            self._say(str(error))
        except Problem as problem:  # it was ended or removed in another window
            self._say(str(problem))
            self.dismiss()
            return
        self._show()

    def action_pass_floor(self) -> None:
        """Give the floor to the other."""
        self._do(self.live.pass_floor)
        self.query_one("#talk-body").scroll_home(animate=False)

    def action_say_back(self) -> None:
        """Let the listener say back what they heard."""
        self._do(self.live.say_back)

    def action_confirm(self) -> None:
        """Yes, that's it."""
        self._do(self.live.confirm)

    def action_again(self) -> None:
        """Not quite: once more."""
        self._is_again = True
        self._show()

    def action_ideas(self) -> None:
        """Ask for ideas, or not any more."""
        self._do(self.live.ask_ideas)

    def action_rest(self) -> None:
        """Let the clock rest, or go on."""
        self._do(self.live.rest)

    def action_time_out(self) -> None:
        """Agree on a time to come back."""
        self.app.push_screen(TimeOutScreen(self._companion.clock()), self._go_apart)

    def _go_apart(self, minutes: object) -> None:
        if isinstance(minutes, int):
            away = None if minutes == TOMORROW else minutes
            self._do(lambda: self.live.time_out(away, self._companion.clock()))

    def action_next(self) -> None:
        """Go on to the next step; after the last one, end. In a time-out: come back."""
        if self.live.talk.in_time_out:
            self.app.push_screen(CalmScreen(self._glyphs), self._back)
        elif beside(self.live.talk, 1) is None:
            self.action_end()
        else:
            self._do(lambda: self.live.go(1))
            self.query_one("#talk-body").scroll_home(animate=False)

    def _back(self, are_calm: object) -> None:
        if are_calm:
            self._do(self.live.come_back)
        elif are_calm is not None:
            self.action_time_out()

    def action_previous(self) -> None:
        """Go back to the step before."""
        self._do(lambda: self.live.go(-1))

    def action_say(self, at: int) -> None:
        """Let one of the two write, or say thank you."""
        person, step = self.live.couple.people[at], self.live.step
        if step.does == THANK:
            screen = ThanksScreen(self._companion, self._glyphs, self.live.talk, person)
            self.app.push_screen(screen, lambda _: self._show())
            return
        form = forms.words(self._companion, self._glyphs, person, self.live.talk, step)
        self.app.push_screen(FormScreen(form, self._companion.form_drafts), lambda _: self._show())

    def action_choose(self) -> None:
        """Choose what to talk about: from what waits, or in own words."""
        waiting = self._companion.topics.for_both(self._by)
        if waiting:
            picker = TopicPicker(waiting, self._companion, self._glyphs, can_add=True)
            self.app.push_screen(picker, self._chosen)
        else:
            self._ask_issue()

    def _chosen(self, found: TopicView | str | None) -> None:
        if isinstance(found, str):
            self._ask_issue()
        elif found is not None:
            self._do(lambda: self.live.choose(found.text, found.id))
            self._do(lambda: self.live.go(1))

    def _ask_issue(self) -> None:
        form = forms.issue(self.live.talk)
        self.app.push_screen(FormScreen(form, self._companion.form_drafts), self._asked)

    def _asked(self, about: object) -> None:
        if isinstance(about, str) and about:
            self._do(lambda: self.live.choose(about))
            self._do(lambda: self.live.go(1))

    def action_end(self) -> None:
        """End it; where it took up a topic, say what becomes of that."""
        if self.live.talk.topics:
            form = forms.end(self.live.talk)
            self.app.push_screen(FormScreen(form, self._companion.form_drafts), self._end)
        else:
            self._end(TopicWhat.TALKED)

    def _end(self, topics: object) -> None:
        if topics is None:
            return
        try:
            self.live.finish(self._by, TopicWhat(str(topics)))
        except (Problem, LedgerError) as problem:
            self._say(str(problem))
            return
        self._saver.forget()
        self.dismiss()
        self.app.notify("It is kept, with the day: only what you chose to write.", markup=False)

    def action_help(self) -> None:
        """Explain talks and their keys."""
        from trust_tui.ui.screens.help import HelpPage

        self.app.push_screen(HelpPage("talks"))

    def action_leave(self) -> None:
        """Leave; it is taken up from here another time."""
        try:
            self.live.leave()
        except (Problem, LedgerError) as problem:
            self._say(str(problem))
        else:
            talk = self.live.talk
            back = back_words(talk.paused_until, talk.back_on, self._companion.clock())
            words = f"You come back {back}. " if back else ""
            self.app.notify(f"{words}The talk waits among your talks.", markup=False)
        self.dismiss()
