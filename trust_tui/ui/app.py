"""The Textual application: what holds on every screen."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from trust_tui.services.companion import Companion
from trust_tui.services.problems import LedgerError
from trust_tui.ui import leaving, work
from trust_tui.ui.commands import Place, bindings, by_id, commands, use_keys
from trust_tui.ui.look import (
    ASCII,
    DEFAULT_THEME,
    TERMINAL,
    THEME_WORDS,
    THEMES,
    glyphs_for,
    suits_few_colours,
)
from trust_tui.ui.shell import Shell
from trust_tui.ui.stylesheets import stylesheets
from trust_tui.ui.tabs import TABS
from trust_tui.ui.type_ahead import Settled, TypeAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.message import Message

    from trust_tui.model.people import Couple, Person
    from trust_tui.services.locked import Locked
    from trust_tui.services.preferences import Preferences
    from trust_tui.services.rescue import Rescue

APOLOGY = (
    "Something went wrong inside trust-tui, and it had to stop. Everything you saved is safe, and what you "
    "were typing is kept as a draft for the next start."
)


_IDLE_GLANCE = 5.0
"""Seconds between two looks at whether anybody is still here."""


class TrustApp(App[int], inherit_bindings=False):
    """Opens on the check-in, or on what has to come before it.

    Args:
        start: The services; or what asks for the passphrase; or, where the ledger cannot be read, what can
            be done about it.
        preferences: Colours, country, dates.
        writer: Who writes, where that is known already.
        on_failure: Told of an error that nobody expected; returns a line on where it was noted.
        name: Who shall write, where the ledger could not be asked for them.
    """

    BINDINGS = bindings(Place.EVERYWHERE)
    CSS_PATH = [*stylesheets()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-medium"), (104, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]
    TITLE = ""
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        start: Companion | Locked | Rescue,
        preferences: Preferences,
        writer: Person | None = None,
        on_failure: Callable[[BaseException], str] = lambda _error: "",
        name: str = "",
    ) -> None:
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._start = start
        self.companion: Companion | None = None
        self.is_locked = False
        self._touched = self._now()
        self.preferences = preferences
        self._writer = writer
        self._writer_name = name
        self._on_failure = on_failure
        preferences.use_dates()
        chosen = preferences.use_theme(list(THEME_WORDS), DEFAULT_THEME)
        self._problems = [*preferences.problems, *self._use_keys()]
        self.glyphs = glyphs_for(os.environ)
        self.has_vanished = False
        self.last_line = ""
        """What is said at the prompt, once the program has ended."""
        self._type_ahead = TypeAhead(self, super().on_event)
        self._under_way: dict[DOMNode, asyncio.Task[bool]] = {}
        for theme in (*THEMES, TERMINAL):
            self.register_theme(theme)
        self.theme = TERMINAL.name if suits_few_colours(os.environ) else chosen
        self._colours: dict[str, str] = {}
        self.stylesheet.set_variables(self._new_colours())

    def on_mount(self) -> None:
        """Open what comes first."""
        self.set_class(self.glyphs is ASCII, "-ascii")
        leaving.on_signals(self.leave)
        self.set_interval(_IDLE_GLANCE, self._lock_when_idle)
        self.begin(self._start)
        for problem in self._problems:
            self.notify(problem, severity="warning", timeout=15, markup=False)

    def on_ready(self) -> None:
        """Start to collect garbage, which the start was faster without; what is there now stays."""
        gc.freeze()
        gc.enable()

    def begin(self, companion: Companion | Locked | Rescue | None) -> None:
        """Ask for the passphrase where there is one, for names where nobody is set up; or open the shell."""
        self.is_locked = False
        if companion is None:
            self.leave()
            return
        if not isinstance(companion, Companion):
            self._ask_first(companion)
            return
        self.companion = companion
        if companion.couple.people:
            self._show_shell(companion.couple)
            return
        from trust_tui.ui.screens.names import NamesScreen

        self.push_screen(NamesScreen(companion), self._offer_passphrase)

    def _ask_first(self, start: Locked | Rescue) -> None:
        from trust_tui.services.locked import Locked

        if isinstance(start, Locked):
            from trust_tui.ui.screens.unlock import UnlockScreen

            self.is_locked = True
            self.push_screen(UnlockScreen(start), self.begin)
        else:
            from trust_tui.ui.screens.damaged import DamagedScreen

            self.push_screen(DamagedScreen(start), self.begin)

    def _offer_passphrase(self, couple: Couple | None) -> None:
        """At the first start, after the names, before anything is written that would want one."""
        companion = self.companion
        lock = companion.lock if couple is not None and companion is not None else None
        if lock is None or lock.is_set:
            self._show_shell(couple)
            return
        from trust_tui.ui.screens.passphrase import PassphraseOffer

        self.push_screen(PassphraseOffer(lock), lambda _: self._show_shell(couple))

    def _show_shell(self, couple: Couple | None) -> None:
        if couple is None or self.companion is None:
            return
        writer = self._writer or couple.named(self._writer_name)
        if writer is None and couple.is_solo:
            writer = couple.people[0]
        self.push_screen(Shell(self.companion, self.glyphs, writer, self.size_classes))

    def go_on_with(self, companion: Companion | None) -> None:
        """Leave the ledger that was open for this one. Whoever writes is asked for anew."""
        if companion is None:
            return
        self.keep_drafts()
        self.pop_screen()
        self._writer = None
        self._writer_name = ""
        self.begin(companion)
        self.notify("The ledger is again as it was then. What was here stays beside it.", markup=False)

    # Looks

    def get_line_filters(self) -> list[LineFilter]:
        """Draw in ASCII alone where the terminal cannot show more."""
        filters = [*super().get_line_filters()]
        if self.glyphs is ASCII:
            from trust_tui.ui.plain import PlainMarks

            filters.append(PlainMarks())
        return filters

    def _new_colours(self) -> dict[str, str]:
        before, self._colours = self._colours, self.get_css_variables()
        return self._colours if self._colours != before else {}

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew for other colours. The first theme's are known before anything is styled."""
        if self._new_colours():
            super().refresh_css(animate=animate)

    @property
    def size_classes(self) -> str:
        """The classes that a screen of this size will have, for one that can be styled with them at once."""
        return " ".join(
            next(name for least, name in reversed(points) if length >= least)
            for length, points in zip(
                self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
            )
        )

    # Keys

    def get_driver_class(self) -> type[Driver]:
        """Read what a terminal sends through a reader of our own; Windows has no such terminals."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from trust_tui.ui.terminal_input import TerminalDriver

        return TerminalDriver

    def _use_keys(self) -> Sequence[str]:
        """Let the keys that people set take the place of the usual ones. Return what could not be used."""
        problems: Sequence[str] = ()
        keys: Mapping[str, str] = {}
        if self.preferences.keys:
            from trust_tui.ui.keys import resolved

            keys, problems = resolved(self.preferences.keys)
            self.set_keymap(keys)
        use_keys(keys)
        self._exit_keys = frozenset(by_id("everywhere.vanish").key_names)
        return problems

    def post_message(self, message: Message) -> bool:
        """Let the quick exit overtake everything: a save may just be waiting for a slow disk."""
        if isinstance(message, events.Key) and message.key in self._exit_keys and not message.is_forwarded:
            self.action_vanish()
            return True
        return super().post_message(message)

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes come one after the other."""
        if isinstance(event, events.InputEvent | events.Paste):
            self._touched = self._now()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Let keys pass an action that waits for a slow disk; what waits takes no other command meanwhile."""
        node = self if default_namespace is None else default_namespace
        if node in self._under_way:
            return True
        task = asyncio.create_task(super().run_action(action, default_namespace, namespaces))
        if node is not self:
            self._under_way[node] = task
        done, _ = await asyncio.wait({task}, timeout=work.GIVE_WAY)
        if done:
            self._under_way.pop(node, None)
            return task.result()
        task.add_done_callback(lambda _: self._slow_action_done(node, task))
        return True

    def _slow_action_done(self, node: DOMNode, task: asyncio.Task[bool]) -> None:
        self._under_way.pop(node, None)
        if not task.cancelled():
            # What went wrong in it is met where everything else that goes wrong is.
            self.call_later(task.result)

    async def on_settled(self, message: Settled) -> None:
        """The last key has been dealt with."""
        await self._type_ahead.settled(message)

    # Ways out

    # Locking

    @staticmethod
    def _now() -> tuple[float, float]:
        # One of them goes on while the machine sleeps; the other is not moved when its clock is set.
        return time.monotonic(), time.time()

    async def _lock_when_idle(self) -> None:
        minutes = self.preferences.lock_after
        companion = self.companion
        if minutes == "off" or companion is None:
            return
        if companion.is_sealed or companion.note_keys.are_open:
            idle = max(now - then for now, then in zip(self._now(), self._touched, strict=True))
            if idle >= int(minutes) * 60:
                await (self.lock() if companion.is_sealed else self._close_notes())

    async def _close_notes(self) -> None:
        """Where only private notes are sealed, nothing else has to go from the screen."""
        # What lies on the shell before the shell itself.
        for screen in reversed([*self.screen_stack]):
            close_notes = getattr(screen, "close_notes", None)
            if close_notes is not None:
                close_notes()

    async def lock(self) -> None:
        """Take everything off the screen, keep what is typed, forget the key, and ask for the passphrase."""
        companion = self.companion
        if companion is None or companion.locked is None or not companion.is_sealed:
            return
        self.companion = None
        self.is_locked = True
        self.keep_drafts()
        cover: Screen[None] = Screen()
        await self.push_screen(cover)
        self._clipboard = ""
        self.clear_notifications()
        # What is just being saved is saved first; whatever waits for it still finds its screen.
        if under_way := [*self._under_way.values()]:
            await asyncio.wait(under_way)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await asyncio.to_thread(self._let_go, companion)
        # The one who sat down with --as is asked as well who they are: somebody else may sit here now.
        self._writer, self._writer_name = None, ""
        if not self._exit:
            self.begin(companion.locked())

    @staticmethod
    def _let_go(companion: Companion) -> None:
        companion.close()
        companion.ledger.forget()
        gc.collect()

    def keep_drafts(self) -> None:
        """Keep everything that is typed."""
        # Forms before the shell below them, which forgets who was writing.
        for screen in reversed(self.screen_stack):
            keep_drafts = getattr(screen, "keep_drafts", None)
            if keep_drafts is not None:
                keep_drafts()

    def leave(self, code: int = 0) -> None:
        """Keep what is typed and end with this exit code."""
        self.keep_drafts()
        self.exit(return_code=code)

    def end_with(self, words: str, code: int) -> None:
        """End at once, with these words at the prompt. Nothing is kept of what is typed."""
        self.last_line = f"{words}\n"
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        """Leave; there is nothing to confirm, since drafts are kept."""
        self.leave()

    def action_vanish(self) -> None:
        """Clear the screen first, then keep the drafts, then leave."""
        if self.has_vanished:
            return
        self.has_vanished = True
        if self._driver is not None:
            self._driver.write(leaving.CLEAR)
            self._driver.flush()
        # Nothing is painted from here on: the batch is never ended.
        self.batch_update().__enter__()
        self.leave()

    def _handle_exception(self, error: Exception) -> None:
        """Stop, unless it is over anyway: who left is not told what fell over while it was taken down."""
        if self._exit:
            self._on_failure(error)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Say plainly that it stopped. Textual would print a traceback with people's words in it."""
        self._end_with_apology(self._exception)

    def panic(self, *_renderables: RenderableType) -> None:
        """Say plainly that it stopped, for errors that Textual meets in threads of its own."""
        if not self._exit:
            self._end_with_apology(None)

    def _end_with_apology(self, error: BaseException | None) -> None:
        where = self._on_failure(error) if error is not None else ""
        try:
            self.keep_drafts()
        except Exception as second:  # noqa: BLE001 - whatever it is, the terminal has to be restored
            self._on_failure(second)
        self._return_code = 1
        if not self._exit_renderables:
            self._exit_renderables.append(Text(f"{APOLOGY} {where}".strip()))
        self._close_messages_no_wait()

    # Commands

    def action_safety(self) -> None:
        """Open the Safety page, once."""
        from trust_tui.ui.screens.safety import SafetyPage

        if not isinstance(self.screen, SafetyPage):
            self.push_screen(SafetyPage(self.country, self.choose_country))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer in the palette what works here, and the themes."""
        active = {bound.binding.id: bound for bound in screen.active_bindings.values() if bound.enabled}
        for command in commands():
            bound = active.get(command.id)
            if bound is not None and command.in_palette:
                keys = " or ".join(command.shown_keys)
                action = bound.binding.action
                yield SystemCommand(
                    command.help,
                    f"{command.place.value}: {keys}",
                    partial(self.call_next, self.run_action, action, bound.node),
                )
        if isinstance(screen, Shell) and screen.writer is not None:
            yield from _ways_into_rooms(screen)
            if screen.companion.generations is not None:
                go = partial(screen.call_next, screen.action_backups)
                yield SystemCommand("Backups", "Look at them, and go back to one", go)
        if self.companion is not None:
            from trust_tui.ui.screens.guide import palette_entries

            yield from palette_entries(self, screen.subject if isinstance(screen, Shell) else "")
        for name, words in THEME_WORDS.items():
            yield SystemCommand(
                f"Colours: {words}", "Remembered for the next start", partial(self._choose_theme, name)
            )

    def _choose_theme(self, name: str) -> None:
        self.theme = name
        self._keep(lambda: self.preferences.choose_theme(name))

    @property
    def country(self) -> str:
        """The country whose helplines come first."""
        return self.preferences.country

    def choose_country(self, country: str) -> None:
        """Let this country's helplines come first from now on."""
        self._keep(lambda: self.preferences.choose_country(country))

    def _keep(self, choose: Callable[[], None]) -> None:
        try:
            choose()
        except LedgerError as error:
            self.notify(str(error), severity="warning", markup=False)


def _ways_into_rooms(shell: Shell) -> Iterator[SystemCommand]:
    from trust_tui.ui.rooms import ROOMS

    titles = {tab.id: tab.title for tab in TABS}
    for room in ROOMS:
        go = partial(shell.call_next, shell.open_place, room.path)
        yield SystemCommand(f"Open {room.title}", f"A room of {titles[room.tab]}", go)
