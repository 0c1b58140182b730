"""The Boundaries tab: what each of the two needs, what both agreed to, and what is to be talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.boundaries import State
from trust_tui.model.dates import day_words, month_words, short_day
from trust_tui.model.text import one_line, shown
from trust_tui.services.boundaries.view import Can, Row
from trust_tui.ui import boundary_forms as forms
from trust_tui.ui import promise_forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.panes.repair_blocks import repair_blocks
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.boundaries.view import Detail, Entry
    from trust_tui.services.promises.detail import RepairView
    from trust_tui.ui.screens.form import Form
    from trust_tui.ui.widgets.blocks import Block

_HEADINGS = {
    "proposed": "Proposed",
    "talk": "To talk about",
    "review": "To look at again",
    "agreed": "Agreed",
    "withdrawn": "Withdrawn",
}
_SAID = {
    "agreed": "said yes",
    "keep": "kept it",
    "talk": "would like to talk",
    "talked": "you talked",
    "change": "would like other words",
    "withdrawn": "withdrew it",
    "crossed": "wrote down a crossing",
}
_ACTIONS = {
    "agree": Can.AGREE,
    "keep": Can.KEEP,
    "change": Can.CHANGE,
    "talked": Can.TALKED,
    "talk": Can.TALK,
    "revise": Can.REVISE,
    "crossed": Can.CROSSED,
    "withdraw": Can.WITHDRAW,
    "remove": Can.REMOVE,
}


class BoundariesPane(ListPane[Row]):
    """Boundaries by where they stand, and the one under the cursor beside them."""

    BINDINGS = bindings(Place.BOUNDARIES)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, agreed, to talk about, phones, ours"

    _known: tuple[Detail | None, Sequence[RepairView]] = (None, ())
    _known_of: tuple[object, ...] = ()

    def stand_up(self) -> None:
        """Show no words any more, and know none."""
        super().stand_up()
        self._known, self._known_of = (None, ()), ()

    # The list

    def rows(self, person: Person) -> Sequence[Row | ShelfHeading]:
        """Group them by where they stand."""
        found: list[Row | ShelfHeading] = []
        state = ""
        for row in self.companion.boundaries.list(person, self.today):
            if row.state != state:
                state = row.state
                found.append(ShelfHeading(_HEADINGS[state]))
            found.append(row)
        return found

    def draw(self, row: Row, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one boundary: its first words, and below whose it is and what it is open for."""
        mark = self.glyphs.here if is_here else " "
        author = self.companion.couple.get(row.author)
        dot = self.glyphs.people[author.place] if author else " "
        colour = f"$person-{author.place + 1}" if author else "$quiet"
        title = Content.assemble(
            (f"{mark} ", "$accent"), (f"{dot} ", colour), (row.title, "bold" if is_here else "")
        )
        details = [row.whose, self._area(row.area), row.waits]
        if row.review_on is not None and not row.waits and row.state != State.WITHDRAWN:
            details.append(f"to look at again in {month_words(row.review_on)}")
        below = Content.styled("    " + ", ".join(detail for detail in details if detail), "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def _area(self, area: str) -> str:
        return next(
            (each["name"] for each in load("boundary_ideas.json")["areas"] if each["key"] == area), ""
        )

    def haystack(self, row: Row) -> str:
        """All its words, where it stands, whose it is, and its area."""
        words = self.companion.boundaries.words(row.id).texts().values()
        return " ".join((*words, _HEADINGS[row.state], row.whose, self._area(row.area), row.waits))

    def empty_words(self) -> str:
        """Say what a boundary is, and how one comes here."""
        return (
            "There are no boundaries here yet.\n\n"
            "A boundary says what is all right for you, what is not, and what you will do if it is crossed. "
            "It holds once both of you have said yes to the same words.\n\n"
            f"Press {key('boundaries.add')} to write one, or {key('boundaries.ideas')} to look at ideas "
            "and make one of them your own."
        )

    # One boundary, whole

    def detail(self, row: Row, person: Person) -> Iterator[Block]:
        """Show what a boundary says and what was said to it."""
        detail, repairs = self._looked_up(row, person)
        if detail is None:
            return
        if detail.waiting:
            yield Content.styled(detail.waiting, "$accent")
            yield Content("")
        yield from _words(detail)
        yield Content("")
        yield ("Whose", Content(detail.row.whose))
        if area := self._area(detail.row.area):
            yield ("About", Content(area))
        if detail.row.review_on is not None and detail.row.state != State.WITHDRAWN:
            yield ("Look again on", Content(day_words(detail.row.review_on, self.today)))
        yield from self._said("Who said yes", detail.agreed)
        yield from self._said("Talks", detail.talks)
        yield from self._said("Reviews", detail.answers)
        yield from self._said("Crossings", detail.crossings)
        for view in repairs:
            yield Content("")
            yield from repair_blocks(view, self.companion.couple, self.glyphs)
        if len(detail.wordings) > 1:
            yield Content("")
            words = f"{len(detail.wordings)} wordings; {key('boundaries.wordings')} shows two side by side"
            yield Content.styled(words, "$quiet")

    def _said(self, title: str, entries: Iterable[Entry]) -> Iterator[Block]:
        for number, entry in enumerate(entries):
            if number == 0:
                yield Content("")
                yield Content.styled(title, "bold $quiet")
            who = marked(self.companion.couple.get(entry.author), self.glyphs)
            yield Content.assemble(who, f" {_SAID[entry.what]}", (f", {short_day(entry.day)}", "$quiet"))
            if entry.text:
                yield Content("  ") + Content(shown(entry.text))

    def _looked_up(self, row: Row, person: Person) -> tuple[Detail | None, Sequence[RepairView]]:
        """Return what a boundary says and its repairs; looked up once, though each command asks for it."""
        about = row.id, person.id, *self.companion.ledger.as_of(), self.today
        if about != self._known_of:
            detail = self.companion.boundaries.detail(person, row.id, self.today)
            self._known = detail, self.companion.promises.repairs.of(person, row.id)
            self._known_of = about
        return self._known

    # Commands

    @property
    def _detail(self) -> Detail | None:
        return self._looked_up(self.row, self.person)[0] if self.row and self.person else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this person can do with this boundary."""
        if action in _ACTIONS:
            detail = self._detail
            return detail is not None and _ACTIONS[action] in detail.can
        if action == "wordings":
            detail = self._detail
            return detail is not None and len(detail.wordings) > 1
        if action == "repair":
            return (detail := self._detail) is not None and bool(detail.crossings or self._repairs)
        if action == "landed":
            return any(not view.is_own for view in self._repairs)
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Propose a boundary."""
        if self.person is not None:
            self.ask(forms.propose(self.companion, self.person), self._go_to)

    def _go_to(self, saved: object) -> None:
        self.fill(str(getattr(saved, "id", "")))
        self.shelf.focus()

    def action_ideas(self) -> None:
        """Look at ideas, and make one of them one's own."""
        from trust_tui.ui.screens.ideas import IdeasScreen

        def picked(idea: dict[str, str] | None) -> None:
            if idea is not None and self.person is not None:
                self.ask(forms.propose(self.companion, self.person, idea), self._go_to)

        self.app.push_screen(IdeasScreen(self.glyphs), picked)

    async def action_agree(self) -> None:
        """Say yes to these words."""
        if (detail := self._detail) is not None:
            boundary, wording = detail.row.id, detail.wording
            await self.do(
                lambda person: self.companion.boundaries.agree(person, boundary, wording),
                "You said yes to these words.",
            )

    def action_keep(self) -> None:
        """Keep it at its review."""
        self._ask_about(forms.keep)

    def action_change(self) -> None:
        """Ask for other words at its review."""
        self._ask_about(forms.change)

    def action_talk(self) -> None:
        """Ask for a talk."""
        self._ask_about(forms.talk)

    def action_talked(self) -> None:
        """Note that both talked."""
        self._ask_about(forms.talked)

    def action_revise(self) -> None:
        """Word it anew."""
        self._ask_about(forms.revise)

    def action_crossed(self) -> None:
        """Write down a crossing; where one wants it, go on to make it right."""
        self._ask_about(forms.crossed, self._after_crossing)

    def _after_crossing(self, saved: object) -> None:
        if saved == forms.REPAIR:
            self.action_repair()

    @property
    def _repairs(self) -> Sequence[RepairView]:
        return self._looked_up(self.row, self.person)[1] if self.row and self.person else ()

    def action_repair(self) -> None:
        """Make a crossing right, or go on with that."""
        own = next((view for view in self._repairs if view.is_own), None)
        if own is None:
            self._ask_about(forms.repair)
        elif self.person is not None:
            self.ask(promise_forms.edit_repair(self.companion, self.person, own))

    def action_landed(self) -> None:
        """Say how the other's repair landed."""
        theirs = next((view for view in self._repairs if not view.is_own), None)
        if theirs is not None and self.person is not None:
            self.ask(promise_forms.landed(self.companion, self.person, theirs))

    def _ask_about(self, form: Callable[..., Form], then: Callable[[object], None] | None = None) -> None:
        detail = self._detail
        if detail is not None and self.person is not None:
            self.ask(form(self.companion, self.person, detail), then)

    async def action_withdraw(self) -> None:
        """Withdraw it. Nobody has to say why; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.boundaries.withdraw(person, row.id),
                f"It is withdrawn. {key('shell.undo')} takes that back.",
            )

    async def action_remove(self) -> None:
        """Take back a proposal that nobody answered; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.boundaries.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )

    def action_wordings(self) -> None:
        """Read two wordings side by side."""
        from trust_tui.ui.screens.wordings import Wording, WordingsPage

        if (detail := self._detail) is None:
            return
        wordings = [
            Wording(
                each.author,
                each.day,
                {label: each.words.texts()[name] for name, label in forms.LABELS.items()},
                "as it is now" if each.is_present else "",
            )
            for each in detail.wordings
        ]
        self.app.push_screen(WordingsPage(wordings, self.companion.couple, self.glyphs))


def _words(detail: Detail) -> Iterator[Block]:
    for name, label in forms.LABELS.items():
        if text := detail.words.texts()[name]:
            yield Content.styled(label, "$quiet")
            yield Content.styled(shown(text), "bold" if name in {"fine", "not_fine"} else "")
            yield Content("")
    if not any(detail.words.texts().values()):
        yield Content(one_line(detail.row.title))
