"""Choosing from a list within a talk: a topic that waits, or what the week brought to be thankful for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.model.dates import day_words, short_day
from trust_tui.model.text import one_line
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.services.talks.week import Brought
from trust_tui.ui import talk_forms as forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.screens.form import FormScreen
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.shelf import Shelf, ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from trust_tui.model.people import Person
    from trust_tui.model.talks import Talk
    from trust_tui.services.companion import Companion
    from trust_tui.services.talks.view import Thanks
    from trust_tui.services.topics import TopicView
    from trust_tui.ui.look import Glyphs

ResultT = TypeVar("ResultT")


class _Picker(ModalScreen[ResultT], Generic[ResultT]):
    """A title, a few words, and a list."""

    BINDINGS = bindings(Place.PICK)
    ROW_HEIGHT = 1

    def __init__(self, companion: Companion, glyphs: Glyphs) -> None:
        super().__init__()
        self.companion = companion
        self.glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The title, what there is to say, and the list."""
        yield Static(id="pick-title", markup=False)
        yield Static(id="pick-note", markup=False)
        yield Shelf(self.draw, height=self.ROW_HEIGHT, id="pick-list")
        yield Hints()

    @property
    def shelf(self) -> Shelf[Any]:
        """The list."""
        return self.query_one("#pick-list", Shelf)

    def draw(self, row: Any, width: int, is_here: bool) -> Sequence[Content]:
        """Draw one thing of the list."""
        raise NotImplementedError

    def say(self, title: Content, note: str) -> None:
        """Show a title and a few words."""
        self.query_one("#pick-title", Static).update(title)
        self.query_one("#pick-note", Static).update(note)

    def on_shelf_opened(self, message: Shelf.Opened) -> None:
        """Do with enter what space does."""
        message.stop()
        self.action_pick()

    def action_pick(self) -> None:
        """Choose what the cursor is on."""
        raise NotImplementedError

    def action_add(self) -> None:
        """Say it in one's own words."""

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


class TopicPicker(_Picker["TopicView | str"]):
    """Ends with the topic that was chosen, "" where it shall be typed, or None.

    Args:
        topics: What waits.
        companion: What they can do.
        glyphs: The marks.
        can_add: Whether it may be typed instead.
    """

    ROW_HEIGHT = 2

    def __init__(
        self, topics: Sequence[TopicView], companion: Companion, glyphs: Glyphs, *, can_add: bool = False
    ) -> None:
        super().__init__(companion, glyphs)
        self._topics = topics
        self._can_add = can_add

    def on_mount(self) -> None:
        """Show what waits."""
        self.say(Content.styled("What waits to be talked about", "bold $accent"), "")
        self.shelf.show(self._topics, "Nothing waits.")
        self.shelf.focus()

    def draw(self, row: TopicView, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a topic, and below from whom and when."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble((f"{mark} ", "$accent"), (one_line(row.text), "bold" if is_here else ""))
        author = marked(self.companion.couple.get(row.author), self.glyphs)
        when = day_words(row.day, self.companion.clock().day)
        below = Content("  ") + author + Content.styled(f", {when}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer own words where they have not been asked for before."""
        return self._can_add or action != "add"

    def action_add(self) -> None:
        """Type it instead."""
        self.dismiss("")

    def action_pick(self) -> None:
        """Take this one."""
        if self.shelf.item is not None:
            self.dismiss(self.shelf.item)


_SOURCES = {
    "said": "Said",
    "mine": "You appreciated",
    "victory": "Victories of the week",
    "kept": "Promises kept for you",
    "theirs": "What the other appreciated",
}


class ThanksScreen(_Picker[None]):
    """One person thanks the other: with what the week brought, or in own words. Each is kept at once."""

    def __init__(self, companion: Companion, glyphs: Glyphs, talk: Talk, person: Person) -> None:
        super().__init__(companion, glyphs)
        self._talk = talk
        self._person = person
        self._brought = list(companion.talks.brought(companion.couple, person))

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()
        self.shelf.focus()

    def _show(self) -> None:
        said = {thanks.text: thanks for thanks in self._said}
        rows: list[Thanks | Brought | ShelfHeading] = []
        if said:
            rows += [ShelfHeading(_SOURCES["said"]), *said.values()]
        source = ""
        for each in self._brought:
            if each.thanks.strip() in said:
                continue
            if each.source != source:
                source = each.source
                rows.append(ShelfHeading(_SOURCES[source]))
            rows.append(each)
        empty = f"The week left no words here. {key('pick.add')} writes your own."
        self.shelf.show(rows, empty, self.shelf.cursor)
        other = self.companion.couple.other(self._person)
        title = marked(self._person, self.glyphs, "bold") + Content.styled(" thanks ", "bold")
        self.say(title + marked(other, self.glyphs, "bold"), _how_many(len(said)))
        self.refresh_bindings()

    @property
    def _said(self) -> list[Thanks]:
        return [each for each in self.companion.talks.thanks(self._talk) if each.author == self._person.id]

    def draw(self, row: Thanks | Brought, width: int, is_here: bool) -> Sequence[Content]:
        """Draw what is said, or could be."""
        mark = self.glyphs.here if is_here else " "
        if isinstance(row, Brought):
            chosen, text, day = " ", row.text, f"  {short_day(row.day)}"
        else:
            chosen, text, day = self.glyphs.chosen, row.text, ""
        line = Content.assemble(
            (f"{mark} {chosen} ", "$accent"), (one_line(text), "bold" if is_here else ""), (day, "$quiet")
        )
        return [line.truncate(width, ellipsis=True)]

    def action_pick(self) -> None:
        """Say it, or take it back."""
        row, talks = self.shelf.item, self.companion.talks
        if row is None:
            return
        try:
            if isinstance(row, Brought):
                talks.thank(self._person, self.companion.couple, self._talk, row.thanks)
            else:
                talks.unthank(self._person, row.id)
        except (Problem, LedgerError) as problem:
            self.app.notify(str(problem), severity="warning", markup=False)
        self._show()

    def action_add(self) -> None:
        """Say it in one's own words."""
        form = forms.thanks(self.companion, self._person, self._talk)
        self.app.push_screen(FormScreen(form, self.companion.form_drafts), lambda _: self._show())


def _how_many(said: int) -> str:
    if said >= 5:
        return "That is a good number. Say them aloud, looking at each other."
    return "Pick what fits, or write your own. Five is a good number; fewer are fine."
