"""The Promises tab: what is due, and a ledger of what became of it, as each of the two saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from trust_tui.model.promises import Result
from trust_tui.ui import promise_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.panes.promise_rows import LinePainter, PromiseLine
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.content import Content

    from trust_tui.model.people import Person
    from trust_tui.model.promises import Promise
    from trust_tui.services.promises.detail import PromiseDetail, RepairView
    from trust_tui.ui.screens.form import Form
    from trust_tui.ui.widgets.blocks import Block
    from trust_tui.ui.widgets.shelf import Shelf

_PAGE = 100
"""Rows of the ledger that are read at first; more follow when the cursor comes near the end."""

_ALL = 5_000
"""Rows that a filter looks through."""

_NEAR_THE_END = 10

_STILL_OPEN = 5
"""How many earlier days are offered above the ledger, which has all of them."""


class PromisesPane(ListPane[PromiseLine]):
    """The ledger, or the list of all promises; and the promise under the cursor beside it."""

    BINDINGS = bindings(Place.PROMISES)
    ROW_HEIGHT: ClassVar[int] = 1
    FILTER_HINT: ClassVar[str] = "words, kept, not kept, renewed, a name, november"

    _lists_promises = False
    _count = _PAGE
    _has_more = False
    _painter: LinePainter | None = None

    def sit_down(self, person: Person) -> None:
        """Begin with the newest of the ledger."""
        self._lists_promises, self._count = False, _PAGE
        super().sit_down(person)

    def stand_up(self) -> None:
        """Show no words any more."""
        super().stand_up()
        self._painter = None

    # The lines

    def rows(self, person: Person) -> Sequence[PromiseLine | ShelfHeading]:
        """What is due first, then the ledger, the newest day first; or all promises."""
        # Once for all lines: whose they are and which day it is takes a moment to be known.
        self._painter = LinePainter(self.companion.couple, person, self.glyphs, self.today)
        promises = self.companion.promises
        if self._lists_promises:
            return [PromiseLine.of_list(each) for each in promises.all(person, self.today)]
        lines: list[PromiseLine | ShelfHeading] = []
        due = promises.due(person, self.today)
        earlier = due.still_open[:_STILL_OPEN]
        for title, asked in (("Due today", due.today), ("Still open, if you like", earlier)):
            if asked:
                lines += [ShelfHeading(title), *map(PromiseLine.asked, asked), ShelfHeading("")]
        count = _ALL if self.filter.text.strip() else self._count
        page = promises.ledger(person, self.today, count=count)
        self._has_more = page.earlier is not None
        if page.rows:
            lines += [ShelfHeading("The ledger"), *map(PromiseLine.of_ledger, page.rows)]
        elif self.companion.promises.all(person, self.today) and not lines:
            return [PromiseLine.of_list(each) for each in promises.all(person, self.today)]
        return lines

    def draw(self, row: PromiseLine, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one line."""
        painter = self._painter
        return [painter.line(row, width, is_here)] if painter else []

    def haystack(self, row: PromiseLine) -> str:
        """Its words, how each saw it, who promised, and the day."""
        painter = self._painter
        return painter.haystack(row) if painter else ""

    def empty_words(self) -> str:
        """Say what a promise is, and how one comes here."""
        return (
            "There are no promises here yet.\n\n"
            "Small promises, kept often, are what trust grows on. Say when, and what you will do then. "
            "On its day each of you says how you saw it; where you see it differently, both stay.\n\n"
            f"Press {key('promises.add')} to make one."
        )

    def on_shelf_highlighted(self, message: Shelf.Highlighted) -> None:
        """Read more of the ledger where the cursor comes near its end. The promise is shown by every list."""
        shelf = self.shelf
        goes_on = self._has_more and not self.filter.text.strip() and not self._lists_promises
        if goes_on and shelf.cursor >= shelf.count - _NEAR_THE_END:
            self._count *= 2
            self.fill(self.row.id if self.row else "")

    def open_record(self, record_id: str) -> None:
        """Open the promise that something found elsewhere is about."""
        self._lists_promises = True
        about = self.companion.promises.about(self.person, record_id) if self.person else ""
        super().open_record(about or record_id)

    # One promise, whole

    @property
    def _detail(self) -> PromiseDetail | None:
        if self.row is None or self.person is None:
            return None
        return self.companion.promises.detail(self.person, self.row.promise.id, self.today)

    def detail(self, row: PromiseLine, person: Person) -> Iterator[Block]:
        """Show a promise with all that became of it."""
        from trust_tui.ui.panes.promise_blocks import PromisePage

        detail = self.companion.promises.detail(person, row.promise.id, self.today)
        if detail is None:
            return iter(())
        return PromisePage(detail, self.companion.couple, self.glyphs, self.today).blocks()

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the line under the cursor."""
        row, person = self.row, self.person
        is_own = row is not None and person is not None and row.promise.author == person.id
        if action in {"kept", "not_kept", "say"}:
            return row is not None and row.due is not None and row.due <= self.today
        if action in {"renew", "reword", "withdraw"}:
            return is_own and (detail := self._detail) is not None and detail.ended is None
        if action == "remove":
            return is_own and row is not None and row.promise.day == self.today
        if action == "repair":
            return is_own and bool((detail := self._detail) and detail.repairs)
        if action == "landed":
            return row is not None and not is_own and bool((detail := self._detail) and detail.repairs)
        if action == "wake":
            return (detail := self._detail) is not None and detail.pause is not None and is_own
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Make a promise."""
        if self.person is not None:
            self.ask(forms.make(self.companion, self.person), self._made)

    def _made(self, saved: object) -> None:
        """Go to a new promise, and go through it once."""
        from trust_tui.ui.screens.rehearsal import RehearsalPage

        promise = cast("Promise", saved)
        self._lists_promises = True  # it is not in the ledger before it is due
        self.fill(promise.id)
        self.shelf.focus()
        self.app.push_screen(RehearsalPage(promise, self.today))

    async def action_kept(self) -> None:
        """Say that it was kept."""
        if (row := self.row) is not None and (due := row.due) is not None:
            await self.do(lambda who: self.companion.promises.answer(who, row.promise.id, due, Result.KEPT))

    async def action_not_kept(self) -> None:
        """Say that it was not kept; one's own leads, gently, to a repair."""
        row, person = self.row, self.person
        if row is None or person is None or (due := row.due) is None:
            return
        if row.promise.author == person.id:
            self.ask(forms.not_kept(self.companion, person, row.promise, due))
        else:
            promise, result = row.promise.id, Result.NOT_KEPT
            await self.do(lambda who: self.companion.promises.answer(who, promise, due, result))

    def action_say(self) -> None:
        """Say how one saw it, in own words."""
        row, person = self.row, self.person
        if row is not None and person is not None and row.due is not None:
            seen = row.seen.seen_by(person.id) if row.seen else row.ask.answer if row.ask else None
            result = seen.result if seen and seen.result in {Result.KEPT, Result.NOT_KEPT} else Result.KEPT
            self.ask(forms.say(self.companion, person, row.promise, row.due, result))

    def action_renew(self) -> None:
        """Put a new promise in its place."""
        self._ask_about(forms.renew, self._made)

    def action_reword(self) -> None:
        """Say it in other words."""
        self._ask_about(forms.reword)

    def action_withdraw(self) -> None:
        """Take it back from today on."""
        self._ask_about(forms.withdraw)

    def action_rest(self) -> None:
        """Let promises rest for some days."""
        if self.person is not None:
            self.ask(forms.rest(self.companion, self.person, self.row.promise if self.row else None))

    def _ask_about(self, form: Callable[..., Form], then: Callable[[object], None] | None = None) -> None:
        detail = self._detail
        if detail is not None and self.person is not None:
            self.ask(form(self.companion, self.person, detail.promise), then)

    async def action_wake(self) -> None:
        """End the pause; today counts again."""
        detail = self._detail
        if detail is not None and (pause := detail.pause) is not None:
            await self.do(lambda person: self.companion.promises.end_pause(person, pause))

    def action_repair(self) -> None:
        """Go on with one's own repair."""
        self._ask_about_repair(forms.edit_repair)

    def action_landed(self) -> None:
        """Say how the other's repair landed."""
        self._ask_about_repair(forms.landed)

    def _ask_about_repair(self, form: Callable[..., Form]) -> None:
        row, detail = self.row, self._detail
        if row is None or detail is None or self.person is None or not detail.repairs:
            return
        self.ask(form(self.companion, self.person, _repair_of(detail, row)))

    async def action_remove(self) -> None:
        """Take out a promise that was just made; undo brings it back."""
        detail = self._detail
        if detail is not None:
            promise: Promise = detail.promise
            await self.do(
                lambda person: self.companion.promises.remove(person, promise),
                f"It is removed. {key('shell.undo')} brings it back.",
            )

    def action_other_list(self) -> None:
        """Show all promises, or the ledger again."""
        self._lists_promises = not self._lists_promises
        self.fill()
        self.shelf.focus()


def _repair_of(detail: PromiseDetail, row: PromiseLine) -> RepairView:
    """Return the repair of the line's day, or the newest one."""
    return next((view for view in detail.repairs if view.repair.due == row.due), detail.repairs[0])
