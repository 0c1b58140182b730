"""The main screen: who is writing, the tabs, and whatever tab is open."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, cast

from textual.containers import Container
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from trust_tui.model.dates import day_words
from trust_tui.services.problems import LedgerErased, LedgerError, Problem
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.panes import Pane
from trust_tui.ui.tabs import TABS
from trust_tui.ui.widgets.heading import Heading
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.tab_bar import TabBar
from trust_tui.ui.widgets.who import Who
from trust_tui.ui.work import in_background

if TYPE_CHECKING:
    from datetime import date

    from textual.app import ComposeResult
    from textual.events import ScreenResume

    from trust_tui.model.people import Couple, Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.search import Found
    from trust_tui.ui.app import TrustApp
    from trust_tui.ui.look import Glyphs

GLANCE = 0.5
"""Seconds between two looks at whether another window wrote: it has to be seen within one second."""
SETTLED = 5.0
"""Seconds after the start until the ledger is tidied: nobody waits for anything then."""

TIDY = 600.0
"""Seconds between two times of tidying."""

_WHO = "who"


class Shell(Screen[None]):
    """Holds the panes and knows who sits at the keyboard."""

    BINDINGS = bindings(Place.SHELL)
    AUTO_FOCUS = ""  # a pane, or the question who is writing, says where typing begins

    def __init__(
        self, companion: Companion, glyphs: Glyphs, writer: Person | None, size_classes: str
    ) -> None:
        super().__init__(classes=size_classes)
        self.companion = companion
        self.glyphs = glyphs
        self.writer: Person | None = None
        self._first_writer = writer
        self._said = ""
        self._is_covered = False
        self._has_been_seen = False
        self._turning = asyncio.Lock()
        self._opened: set[str] = set()
        """The tabs that whoever writes has opened: the others wait with what they show."""
        self._day = companion.clock().day

    def compose(self) -> ComposeResult:
        """The top line, the tabs, a rule, the open tab, and one line of help."""
        yield Heading(self.glyphs, is_demo=self.companion.is_demo)
        yield TabBar(TABS)
        yield Static(id="rule")
        with ContentSwitcher(id="panes", initial=_WHO), Container(id=_WHO):
            yield Who(self.glyphs, id="who-asks")
        yield Hints()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """Style nothing twice at the start: what was just mounted is styled."""
        event.refresh_styles = self._has_been_seen
        self._has_been_seen = True

    async def on_mount(self) -> None:
        """Begin with whoever is known to sit here, or ask."""
        if self._first_writer is not None:
            await self._sit_down(self._first_writer)
        else:
            self._ask_who()
        # Not by `set_timer`: what that calls, the screen waits for before it draws anything.
        self.run_worker(self._keep_glancing())
        self.run_worker(self._keep_tidy())

    # Who is writing

    def _ask_who(self) -> None:
        couple = self.companion.couple
        likely = couple.other(self.writer) if self.writer else None
        self._stand_up()
        who = self.query_one(Who)
        who.ask(couple, couple.people.index(likely) if likely in couple.people else 0)
        self.query_one("#panes", ContentSwitcher).current = _WHO
        self.query_one(TabBar).active = ""
        self._show_heading(day_words(self._today, self._today))
        self.set_focus(who)

    async def on_who_chosen(self, message: Who.Chosen) -> None:
        """Let them write."""
        await self._sit_down(message.person)

    async def _sit_down(self, person: Person) -> None:
        self.writer = person
        await self.action_tab(TABS[0].id)

    def _stand_up(self) -> None:
        self.writer = None
        # What one cut or copied, the other would paste. The system's own clipboard is not ours to empty.
        self.app._clipboard = ""
        # What one was told about their own things is not for the other.
        self.app.clear_notifications()
        for pane in self._panes:
            pane.stand_up()
        self._opened.clear()
        self.companion.note_keys.close()

    def close_notes(self) -> None:
        """Take the words of private notes off the screen, and forget what opens them."""
        for pane in self._panes:
            pane.put_notes_away()
        self.companion.note_keys.close()
        for pane in self._panes:
            pane.take_notes_up()

    def keep_drafts(self) -> None:
        """Keep everything that is typed; called on every way out."""
        self._stand_up()

    # Tabs

    async def action_tab(self, tab_id: str) -> None:
        """Open a tab; its pane is made when it is opened for the first time."""
        async with self._turning:  # one after the other, in the order of the keys
            await self._turn_to(tab_id)

    async def _turn_to(self, tab_id: str) -> None:
        if self.writer is None:
            return
        switcher = self.query_one("#panes", ContentSwitcher)
        pane = next((pane for pane in self._panes if pane.id == tab_id), None)
        if pane is None:
            tab = next(tab for tab in TABS if tab.id == tab_id)
            pane = tab.make_pane(self.companion, self.glyphs)
            await switcher.add_content(pane, id=tab_id)
        if tab_id in self._opened:
            pane.come_back()
        else:
            self._opened.add(tab_id)
            pane.open_for(self.writer)
            # What it took from the ledger stays: no later collection need look at it, which takes long.
            self.call_after_refresh(gc.freeze)
        # Without this, the old pane's field takes the focus back when it is hidden.
        self.set_focus(None)
        switcher.current = tab_id
        # At once: the panes ask for it only after a picture of what was there before.
        self.refresh(layout=True)
        self.query_one(TabBar).active = tab_id
        pane.focus_default()

    async def on_tab_bar_chosen(self, message: TabBar.Chosen) -> None:
        """Open the tab that was clicked."""
        await self.action_tab(message.tab)

    @property
    def _panes(self) -> list[Pane]:
        return [pane for pane in self.query_one("#panes").children if isinstance(pane, Pane)]

    def _pane(self, tab_id: str) -> Pane:
        return self.query_one(f"#{tab_id}", Pane)

    @property
    def _open_pane(self) -> Pane | None:
        current = self.query_one("#panes", ContentSwitcher).current
        return self._pane(current) if current and current != _WHO else None

    @property
    def subject(self) -> str:
        """Which text of the help is about what is open."""
        pane = self._open_pane
        return pane.help_id if pane else TABS[0].id

    # The top line

    @property
    def _today(self) -> date:
        return self.companion.clock().day

    def on_pane_heading(self, message: Pane.Heading) -> None:
        """Show what the open pane is about."""
        self._show_heading(message.words)

    def _show_heading(self, words: str) -> None:
        self.query_one(Heading).show(words, self.writer)

    # Other windows

    async def _keep_glancing(self) -> None:
        while True:
            await asyncio.sleep(GLANCE)
            await self._glance()

    async def _keep_tidy(self) -> None:
        """Fold the journal and take the day's backup, in the background."""
        await asyncio.sleep(SETTLED)
        while True:
            await asyncio.to_thread(self.companion.tidy)
            await asyncio.sleep(TIDY)

    async def _glance(self) -> None:
        """Look whether another window wrote, or midnight passed; show it."""
        if self.companion.is_left:
            return
        try:
            changed = await asyncio.to_thread(self.companion.ledger.catch_up)
        except LedgerErased as error:
            self._all_is_gone(str(error))
            return
        except LedgerError as error:
            if not self.companion.is_left:
                self._say_once(str(error))
            return
        for notice in self.companion.ledger.notices():
            self.app.notify(notice, timeout=15, markup=False)
        midnight_passed = self._day != self._today
        self._day = self._today
        if changed or midnight_passed:
            self._look_again()
        if midnight_passed and self.writer is None:
            self._show_heading(day_words(self._day, self._day))

    def _all_is_gone(self, words: str) -> None:
        """Cover what is left on the screen, once."""
        if self.companion.is_left or self._is_covered:
            return
        self._is_covered = True
        from trust_tui.ui.screens.erase import GonePage

        self.app.push_screen(GonePage(words))

    def _say_once(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.app.notify(words, severity="warning", timeout=12, markup=False)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for whoever is here."""
        if action in {"undo", "tab", "search", "add_victory", "bring", "notes"}:
            return self.writer is not None
        if action == "hand_over":
            return self.writer is not None and not self.companion.couple.is_solo
        return True

    def action_hand_over(self) -> None:
        """Ask who is writing now; nothing of the one before stays on the screen."""
        self._ask_who()

    async def action_undo(self) -> None:
        """Take back the last change of whoever is writing."""
        person = self.writer
        if person is None:
            return
        try:
            words = await in_background(self, lambda: self.companion.undo(person), "Undoing…")
        except (Problem, LedgerError) as problem:
            self.app.notify(str(problem), markup=False)
            return
        self._follow_people()
        for pane in self._panes:
            pane.after_undo()
        self.app.notify(f"Undone: {words}.", markup=False)

    async def action_save_copy(self) -> None:
        """Save all that this window knows to a new file: another program may have replaced the ledger."""
        try:
            path = await in_background(self, self.companion.save_copy, "Saving a copy…")
        except LedgerError as error:
            self._say_once(str(error))
        else:
            self.app.notify(f"A copy is in {path}.", timeout=15, markup=False)

    def action_lock(self) -> None:
        """Lock now."""
        if self.companion.is_sealed:
            self.app.call_later(cast("TrustApp", self.app).lock)
        elif self.companion.note_keys.are_open:
            self.close_notes()
            self.app.notify("Your private notes are closed again.", markup=False)
        else:
            words = f"There is no passphrase yet. {key('shell.passphrase')} sets one."
            self.app.notify(words, markup=False)

    def action_passphrase(self) -> None:
        """Show what the passphrase protects from, and set it."""
        from trust_tui.ui.screens.passphrase import PassphrasePage

        if self.companion.lock is None:
            self.app.notify("Nothing is kept here, so there is nothing to lock.", markup=False)
        else:
            self.app.push_screen(PassphrasePage(self.companion.lock))

    def action_erase(self) -> None:
        """Say what erasing everything means, and do it for whoever types the word."""
        from trust_tui.ui.screens.erase import EraseScreen

        if self.companion.erasing is None:
            self.app.notify("Nothing is kept here, so there is nothing to erase.", markup=False)
        else:
            self.app.push_screen(EraseScreen(self.companion))

    def action_notes(self) -> None:
        """Show what a passphrase for private notes protects from, and set it."""
        from trust_tui.ui.screens.notes import NotesPage

        if self.writer is None or self.companion.is_demo:
            self.app.notify("Nothing is kept here, so there is nothing to seal.", markup=False)
            return
        for pane in self._panes:
            pane.put_notes_away()
        self.app.push_screen(NotesPage(self.companion.notes.of(self.writer)), self._notes_done)

    def _notes_done(self, _: None) -> None:
        for pane in self._panes:
            pane.take_notes_up()
        if (current := self._open_pane) is not None:
            current.focus_default()

    def action_backups(self) -> None:
        """Look at the backups, and go back to one."""
        from trust_tui.ui.screens.backups import BackupsScreen

        generations = self.companion.generations
        if generations is not None:
            go_on = cast("TrustApp", self.app).go_on_with
            self.app.push_screen(BackupsScreen(self.companion, generations, self.glyphs), go_on)

    def action_help(self) -> None:
        """Explain this place and its keys."""
        from trust_tui.ui.screens.help import HelpPage

        self.app.push_screen(HelpPage(self.subject))

    def action_search(self) -> None:
        """Find words, and open what holds them."""
        from trust_tui.ui.screens.search import SearchScreen

        if self.writer is not None:
            closed = self.companion.note_keys.is_closed(self.writer.id)
            screen = SearchScreen(self.companion.search, self.writer, self.glyphs, notes_are_closed=closed)
            self.app.push_screen(screen, self._open_found)

    async def _open_found(self, found: Found | None) -> None:
        if found is not None:
            await self._visit(found.place, found.id)

    async def on_pane_visit(self, message: Pane.Visit) -> None:
        """Go where somebody wants to go."""
        await self._visit(message.place, message.record_id)

    async def _visit(self, place: str, record_id: str) -> None:
        await self.open_place(place)
        pane = self._open_pane
        if pane is not None and record_id:
            pane.open_record(record_id)

    async def open_place(self, place: str) -> None:
        """Open a tab by its id, or a room by "tab/room"."""
        from trust_tui.ui.panes.rooms import RoomsPane
        from trust_tui.ui.rooms import by_path

        await self.action_tab(place.partition("/")[0])
        pane, room = self._open_pane, by_path(place)
        if room is not None and isinstance(pane, RoomsPane):
            await pane.enter(room)

    def action_add_victory(self) -> None:
        """Write down a victory, wherever one is."""
        from trust_tui.ui import victory_forms
        from trust_tui.ui.screens.form import FormScreen

        if self.writer is not None:
            form = victory_forms.add(self.companion, self.writer)
            self.app.push_screen(FormScreen(form, self.companion.form_drafts), self._victory_added)

    def _victory_added(self, saved: object) -> None:
        if saved is not None:
            self._look_again()
            self.app.notify("It is on the wall.", markup=False)

    def action_bring(self) -> None:
        """Write down a question to bring to a session, wherever one is."""
        from trust_tui.ui import question_forms
        from trust_tui.ui.screens.form import FormScreen

        if self.writer is not None:
            form = question_forms.bring(self.companion, self.writer)
            self.app.push_screen(FormScreen(form, self.companion.form_drafts), self._question_added)

    def _question_added(self, saved: object) -> None:
        if saved is not None:
            self._look_again()
            self.app.notify("It waits in Support, with the questions to bring.", markup=False)

    def _look_again(self) -> None:
        self._follow_people()
        if (pane := self._open_pane) is not None:
            pane.come_back()  # the others look again when they are opened

    def action_people(self) -> None:
        """Change names, or add somebody to write with."""
        from trust_tui.ui.screens.names import NamesScreen

        self.app.push_screen(NamesScreen(self.companion, self.writer), self._names_changed)

    def _names_changed(self, couple: Couple | None) -> None:
        if couple is not None:
            self._look_again()

    def _follow_people(self) -> None:
        """Call everybody as they are called by now. Somebody who is gone does not go on writing."""
        couple = self.companion.couple
        who = self.query_one(Who)
        if self.writer is None:
            who.ask(couple, who.cursor)
        elif (writer := couple.get(self.writer.id)) is None:
            self._ask_who()
        else:
            self.writer = self.query_one(Heading).writer = writer
        self.refresh_bindings()
