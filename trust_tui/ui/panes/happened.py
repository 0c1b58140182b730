"""The room of what happened: acknowledged, heard, and apologised for, each in its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from trust_tui.services.happened.view import Can, Row
from trust_tui.ui import happened_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.panes.happened_blocks import DOES, HappenedPainter
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.content import Content

    from trust_tui.model.people import Person
    from trust_tui.services.happened.view import Detail, Heading
    from trust_tui.ui.screens.form import Form
    from trust_tui.ui.widgets.blocks import Block

_SMALLER = "Smaller things"
"""What stands above apologies that are about no breach."""

_CAN = {
    "answer": (Can.ANSWER, Can.REPLY),
    "give": (Can.GIVE,),
    "reword": (Can.REWORD,),
    "promise": (Can.PROMISE,),
    "remove": (Can.REMOVE,),
}


class HappenedPane(ListPane[Row]):
    """Texts below what they are about. What the other wrote opens when one asks for it, and not before."""

    BINDINGS = bindings(Place.HAPPENED)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "words, a name, apologises"

    _opened: frozenset[str] = frozenset()
    _seen: Detail | None = None
    _words: Mapping[str, str] | None = None

    def sit_down(self, person: Person) -> None:
        """Open nothing yet."""
        self._opened = frozenset()
        super().sit_down(person)

    def stand_up(self) -> None:
        """Close what was open."""
        self._opened = frozenset()
        self._seen = self._words = None
        super().stand_up()

    # The list

    def rows(self, person: Person) -> Sequence[Row | ShelfHeading]:
        """Group texts by what they are about."""
        self._seen = self._words = None
        found: list[Row | ShelfHeading] = []
        last = None
        for row in self.companion.happened.rows(person):
            about = row.heading.id if row.heading else ""
            if about != last:
                last = about
                found.append(_shelf_heading(row.heading))
            found.append(row)
        return found

    @property
    def _painter(self) -> HappenedPainter:
        return HappenedPainter(self.companion.couple, self.glyphs, self.today)

    def draw(self, row: Row, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one text."""
        return self._painter.lines(row, width, is_here)

    def haystack(self, row: Row) -> str:
        """All its words, what was said to it, who wrote it, and what it is about."""
        if self._words is None:
            texts = self.companion.happened.texts(self.person) if self.person else ()
            self._words = {text_id: words for text_id, _day, words in texts}
        return " ".join((self._words.get(row.id, ""), self._painter.name(row.author), DOES[row.kind]))

    def empty_words(self) -> str:
        """Say what this room is for, and that it takes its time."""
        return (
            "Nothing is written here yet.\n\n"
            f"{key('happened.acknowledge')} says what happened, {key('happened.impact')} what it did to you, "
            f"{key('happened.apologise')} apologises. It is hard, and the rest stands on it. Take your time, "
            "keep it to yourself until it is ready, and do it with a professional, if you can."
        )

    def detail(self, row: Row, person: Person) -> Iterable[Block]:
        """Show one text; what the other wrote, and one has not answered, only when it was opened."""
        if self._is_closed(row):
            return self._painter.closed(row)
        detail = self._detail
        return self._painter.whole(detail) if detail is not None else ()

    def _is_closed(self, row: Row) -> bool:
        return row.waits and row.id not in self._opened

    def read(self) -> None:
        """Open the text under the cursor."""
        if (row := self.row) is not None:
            self._opened |= {row.id}
            self.refresh_bindings()
        super().read()

    # Commands

    @property
    def _detail(self) -> Detail | None:
        if self.row is None or self.person is None:
            return None
        if self._seen is None or self._seen.row.id != self.row.id:
            self._seen = self.companion.happened.detail(self.person, self.row.id)
        return self._seen

    @property
    def _heading(self) -> Heading | None:
        return self.row.heading if self.row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this person can do with this text."""
        if action in _CAN:
            detail = self._detail
            return detail is not None and not detail.can.isdisjoint(_CAN[action])
        if action == "wordings":
            return (detail := self._detail) is not None and len(detail.wordings) > 1
        if action == "rename":
            return (heading := self._heading) is not None and heading.can_rename
        return super().check_action(action, parameters)

    def action_acknowledge(self) -> None:
        """Say what happened."""
        self._write(forms.acknowledge)

    def action_impact(self) -> None:
        """Say what it did."""
        self._write(forms.tell_impact)

    def action_apologise(self) -> None:
        """Apologise."""
        self._write(forms.apologise)

    def _write(self, form: Callable[..., Form]) -> None:
        if self.person is not None:
            self.ask(form(self.companion, self.person, self._heading), self._written)

    def _written(self, saved: object) -> None:
        """Go to what was written; where its repair shall become a promise, go on to that."""
        text_id, follows = saved if isinstance(saved, tuple) else ("", "")
        self.fill(str(text_id))
        self.shelf.focus()
        if follows == forms.PROMISE:
            self.action_promise()
        elif self.row is not None and self.row.is_private:
            self.app.notify(f"Only you can read it, for now. {key('happened.give')} gives it.", markup=False)

    def action_answer(self) -> None:
        """Answer, or reply: what one answers to has to be read first."""
        row = self.row
        if row is None:
            return
        if self._is_closed(row):
            self.read()
            return
        self._ask_about(forms.reply if row.kind == "impact" else forms.answer)

    def action_reword(self) -> None:
        """Say it in other words."""
        self._ask_about(forms.reword)

    def action_promise(self) -> None:
        """Make a promise of the repair, and go through it once."""
        self._ask_about(forms.promise, self._promised)

    def _promised(self, saved: object) -> None:
        self.app.notify("The promise is made. It stands among your promises, too.", markup=False)

    def _ask_about(self, form: Callable[..., Form], then: Callable[[object], None] | None = None) -> None:
        detail = self._detail
        if detail is not None and self.person is not None:
            self.ask(form(self.companion, self.person, detail), then)

    async def action_give(self) -> None:
        """Give it to the other. Undo takes that back until it is answered."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.happened.give(person, row.id),
                f"It can be read now. {key('shell.undo')} takes that back until it is answered.",
            )

    def action_rename(self) -> None:
        """Find other words for what it is about."""
        if (heading := self._heading) is not None and self.person is not None:
            self.ask(forms.name_anew(self.companion, self.person, heading))

    async def action_remove(self) -> None:
        """Remove what nobody answered; undo brings it back."""
        if (row := self.row) is not None:
            await self.do(
                lambda person: self.companion.happened.remove(person, row.id),
                f"It is removed. {key('shell.undo')} brings it back.",
            )

    def action_wordings(self) -> None:
        """Read two wordings side by side."""
        from trust_tui.ui.screens.wordings import Wording, WordingsPage

        if (detail := self._detail) is None:
            return
        labels = forms.LABELS[detail.row.kind]
        wordings = [
            Wording(
                each.author,
                each.day,
                {label: each.texts[name] for name, label in labels.items()},
                _note(each.is_present, each.is_private),
            )
            for each in detail.wordings
        ]
        self.app.push_screen(WordingsPage(wordings, self.companion.couple, self.glyphs))


def _note(is_present: bool, is_private: bool) -> str:
    now, alone = "as it is now" if is_present else "", "only for you" if is_private else ""
    return ", ".join(filter(None, (now, alone)))


def _shelf_heading(heading: Heading | None) -> ShelfHeading:
    return ShelfHeading(heading.name, heading.about) if heading else ShelfHeading(_SMALLER)
