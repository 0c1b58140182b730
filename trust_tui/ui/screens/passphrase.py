"""A passphrase: what it protects from and what not, and setting, changing or removing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Label, Static

from trust_tui.content import load
from trust_tui.services.preferences import LOCK_AFTER
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.screens.page import Page, titled
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.secret_field import SecretField
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from textual.app import ComposeResult

    from trust_tui.services.locked import Lock
    from trust_tui.services.notes import NoteLock
    from trust_tui.ui.app import TrustApp

_IDLE_WORDS = {"off": "never", "1": "after a minute without a key"}


class SecretPage(Page):
    """How a passphrase stands, what it protects from and what not, and the ways on.

    Args:
        lock: What can be done about it. It says whether there is one, sets, changes and removes it.
        words: The words on all of it.
        place: Where its commands are.
    """

    def __init__(self, lock: Lock | NoteLock, words: Mapping[str, Any], place: Place) -> None:
        super().__init__()
        self._lock = lock
        self._words = words
        self._place = place

    def content(self) -> Content:
        """Return how it stands, and the words."""
        words = self._words["page"]
        is_set = self._lock.is_set
        place = self._place.name.lower()
        ways = [
            f"{key(f'{place}.{way}')}  {self._words[way]['title']}" for way in (_SET if is_set else _UNSET)
        ]
        return titled(
            words["title"],
            words["set"] if is_set else words["unset"],
            "\n".join(ways),
            *self.more(is_set),
            titled(words["protects_title"], _list(words["protects"])),
            titled(words["not_title"], _list(words["not"])),
            *([words["only"]] if "only" in words else []),
            words["lost"],
        )

    def more(self, is_set: bool) -> Iterable[str]:
        """Return what else there is to say and do."""
        return ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action in _SET:
            return self._lock.is_set
        return not self._lock.is_set if action in _UNSET else True

    def action_set(self) -> None:
        """Set one."""
        self._ask("set", ("new", "again"), self._lock.set)

    def action_change(self) -> None:
        """Change it."""
        self._ask("change", ("present", "new", "again"), self._lock.change)

    def action_remove(self) -> None:
        """Take it away."""
        self._ask("remove", ("present",), self._lock.remove)

    def action_help(self) -> None:
        """Explain it."""
        from trust_tui.ui.screens.help import HelpPage

        self.app.push_screen(HelpPage(self._place.name.lower()))

    def _ask(self, what: str, fields: tuple[str, ...], act: Callable[..., str | None]) -> None:
        self.app.push_screen(PassphraseForm(what, fields, act, self._words), self._done)

    def _done(self, outcome: str | None) -> None:
        self._show()
        if outcome and outcome.startswith(_RECOVERY):
            self.app.push_screen(RecoveryScreen(outcome, self._words["recovery"]))
        elif outcome:
            self.app.notify(outcome, markup=False)

    def _show(self) -> None:
        self.query_one("#page-text", Static).update(self.content())
        self.refresh_bindings()


class PassphrasePage(SecretPage):
    """The passphrase of the ledger."""

    BINDINGS = bindings(Place.PASSPHRASE)

    def __init__(self, lock: Lock) -> None:
        super().__init__(lock, load("locked.json"), Place.PASSPHRASE)

    @property
    def _preferences(self) -> Any:
        return cast("TrustApp", self.app).preferences

    def more(self, is_set: bool) -> Iterable[str]:
        """Say when it locks by itself."""
        if not is_set:
            return
        minutes = self._preferences.lock_after
        when = _IDLE_WORDS.get(minutes, f"after {minutes} minutes without a key")
        idle = self._words["page"]["idle"].replace("{when}", when)
        yield f"{idle} {key('passphrase.idle')} changes that, {key('passphrase.lock')} locks now."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is."""
        if action in {"idle", "lock"}:
            return self._lock.is_set
        return super().check_action(action, parameters)

    def action_lock(self) -> None:
        """Lock now."""
        self.app.call_later(cast("TrustApp", self.app).lock)

    def action_idle(self) -> None:
        """Lock after another number of minutes, or never."""
        at = LOCK_AFTER.index(self._preferences.lock_after)
        try:
            self._preferences.choose_lock_after(LOCK_AFTER[(at + 1) % len(LOCK_AFTER)])
        except LedgerError as problem:
            self.app.notify(str(problem), severity="warning", markup=False)
        self._show()


_UNSET, _SET = ("set",), ("change", "remove")
_RECOVERY = "AGE-SECRET-KEY-1"


class PassphraseOffer(Screen[None]):
    """At the first start: a passphrase for those who want one. Ends either way."""

    BINDINGS = bindings(Place.OFFER)

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self._lock = lock

    def compose(self) -> ComposeResult:
        """The two ways on, then what a passphrase is and is not."""
        words = load("locked.json")["offer"]
        ways = (
            f"{key('offer.set')} sets one now, {key('offer.skip')} goes on without. "
            f"{key('shell.passphrase')} sets one later, at any time."
        )
        with VerticalScroll(id="secrets"):
            yield Static(words["title"], id="secrets-title", markup=False)
            yield Static(ways, id="offer-ways", markup=False)
            yield Static(_list(words["lines"]), id="secrets-about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#secrets", VerticalScroll).focus()

    def action_set(self) -> None:
        """Set one."""
        form = PassphraseForm("set", ("new", "again"), self._lock.set, load("locked.json"))
        self.app.push_screen(form, self._done)

    def action_skip(self) -> None:
        """Go on without one."""
        self.dismiss()

    def _done(self, recovery: str | None) -> None:
        if recovery is not None:
            words = load("locked.json")["recovery"]
            self.app.push_screen(RecoveryScreen(recovery, words), lambda _: self.dismiss())


class PassphraseForm(Screen["str | None"]):
    """Fields for a passphrase. Ends with the recovery key, with what was done in words, or None when left."""

    BINDINGS = bindings(Place.FORM)
    HINTS: ClassVar = {"form.save": "go on"}

    def __init__(
        self, what: str, fields: tuple[str, ...], act: Callable[..., str | None], words: Mapping[str, Any]
    ) -> None:
        super().__init__()
        self._words = words
        self._what = words[what]
        self._fields = fields
        self._act = act

    def compose(self) -> ComposeResult:
        """The fields, each with its message below it."""
        with VerticalScroll(id="secrets", can_focus=False):
            yield Static(self._what["title"], id="secrets-title", markup=False)
            yield Static(self._what["about"], id="secrets-about", markup=False)
            for name in self._fields:
                with Vertical(classes="secret-row"):
                    yield Label(self._words["fields"][name], markup=False)
                    yield SecretField(name)
                    yield Static(id=f"{name}-note", classes="note problem", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Begin with the first field."""
        self._say("", "")
        self.query(SecretField).first().focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Go on to the next field; behind the last one, do it."""
        message.stop()
        if message.input.id == self._fields[-1]:
            # Not awaited here: the screen has to go on, to say what it is waiting for.
            self.run_worker(self.run_action("save"))
        else:
            self.focus_next()

    def on_input_changed(self, message: Input.Changed) -> None:
        """A problem that is being mended needs no message any more."""
        message.stop()
        self._say("", "")

    async def action_save(self) -> None:
        """Do it, off the screen's own thread: it takes some seconds."""
        texts = [self.query_one(f"#{name}", SecretField).value for name in self._fields]
        try:
            outcome = await in_background(self, lambda: self._act(*texts), self._what["busy"])
        except Problem as problem:
            self._say(problem.field, str(problem))
            self.query_one(f"#{problem.field}", SecretField).focus()
        except LedgerError as problem:
            self._say(self._fields[-1], str(problem))
        else:
            end(self, outcome or self._what["done"])

    def action_leave(self) -> None:
        """Go back; nothing was changed."""
        self.dismiss(None)

    def _say(self, row: str, words: str) -> None:
        for name in self._fields:
            note = self.query_one(f"#{name}-note", Static)
            note.update(Content(words if name == row else ""))
            note.display = name == row


class RecoveryScreen(Screen[None]):
    """Shows the recovery key, once."""

    BINDINGS = bindings(Place.RECOVERY)

    def __init__(self, recovery: str, words: Mapping[str, str]) -> None:
        super().__init__()
        self._recovery = recovery
        self._words = words

    def compose(self) -> ComposeResult:
        """The key in groups that can be copied out by hand."""
        with VerticalScroll(id="secrets", can_focus=False):
            yield Static(self._words["title"], id="secrets-title", markup=False)
            # The key first: it has to be there whole, however small the window is.
            yield Static(_grouped(self._recovery), id="recovery", markup=False)
            yield Static(self._words["about"], id="secrets-about", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        scroll = self.query_one("#secrets", VerticalScroll)
        scroll.can_focus = True
        scroll.focus()

    def action_done(self) -> None:
        """Go on."""
        self.dismiss()


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _grouped(recovery: str) -> str:
    """Return the key in groups of four after its beginning, some on each line."""
    rest = recovery.removeprefix(_RECOVERY)
    groups = [rest[at : at + 4] for at in range(0, len(rest), 4)]
    lines = [" ".join(groups[at : at + 5]) for at in range(0, len(groups), 5)]
    return "\n".join([_RECOVERY, *lines])
