"""Looking at victories together: one at a time, large and calm, room for both people's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from trust_tui.model.dates import day_words
from trust_tui.model.reviews import Order
from trust_tui.model.text import one_line, shown
from trust_tui.services.problems import LedgerError
from trust_tui.ui import victory_forms
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.screens.form import Form, FormField, FormScreen
from trust_tui.ui.widgets.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.app import ComposeResult
    from textual.geometry import Size

    from trust_tui.model.people import Person
    from trust_tui.model.reviews import Review
    from trust_tui.services.companion import Companion
    from trust_tui.services.victories import Card
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.panes import Pane

_ORDERS = ((Order.NEWEST, "newest first"), (Order.OLDEST, "oldest first"))
_ROOMY = 60
"""The width from which there is room for whole sentences about both people."""

_RESUME, _NEW, _MONTH, _YEAR, _ALL = "resume", "new", "month", "year", "all"


def begin_review(pane: Pane, by: Person, companion: Companion, glyphs: Glyphs) -> None:
    """Ask which victories to look at, and look at them."""

    def begun(review: object) -> None:
        if review is not None:
            screen = ReviewScreen(companion, glyphs, cast("Review", review), by)
            pane.app.push_screen(screen, lambda _: pane.look_again())

    pane.app.push_screen(FormScreen(_question(companion), companion.form_drafts), begun)


def _question(companion: Companion) -> Form:
    waiting, last = companion.reviews.under_way(), companion.reviews.last()
    which = [
        (_NEW, "since last time" if last else "not looked at yet"),
        (_MONTH, "this month"),
        (_YEAR, "this year"),
        (_ALL, "all of them"),
    ]
    if waiting is not None:
        which.insert(0, (_RESUME, "go on where you left"))
    today = companion.clock().day
    about = "Sit side by side. One victory at a time; each of you can say something to it."
    if last and last.finished:
        about += f" Last time was on {day_words(last.finished, today)}."

    def save(values: Mapping[str, str]) -> object:
        if waiting is not None and values["which"] == _RESUME:
            return waiting
        review = companion.reviews.begin(
            companion.couple,
            Order(values["order"]),
            first=_first(values["which"], today),
            only_new=values["which"] in {_NEW, _RESUME},
        )
        if waiting is not None:
            companion.reviews.let_go(waiting)
        return review

    return Form(
        key="review.begin",
        title="Look at your victories together",
        about=about,
        fields=(
            FormField("which", "Which", options=which),
            FormField(
                "order", "Order", options=[(Order.NEWEST, "newest first"), (Order.OLDEST, "oldest first")]
            ),
        ),
        save=save,
    )


def _first(which: str, today: date) -> date | None:
    if which == _MONTH:
        return today.replace(day=1)
    return today.replace(month=1, day=1) if which == _YEAR else None


class LargeText(Widget):
    """Words in the largest type that a terminal has: bold, with room around every line."""

    _words = Content("")

    def show(self, text: str) -> None:
        """Show these words."""
        self._words = Content.styled(shown(text), "bold")
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the words take at this width."""
        return 2 * len(self._words.wrap(max(width, 1))) - 1

    def render(self) -> Content:
        """Draw the words."""
        return Content("\n\n").join(self._words.wrap(max(self.size.width, 1)))


class ReviewScreen(Screen[None]):
    """One review, from where it stands to its end."""

    BINDINGS = bindings(Place.REVIEW)

    def __init__(self, companion: Companion, glyphs: Glyphs, review: Review, by: Person) -> None:
        super().__init__()
        self._by = by
        self._companion = companion
        self._glyphs = glyphs
        self._review = review
        self._cards = companion.reviews.cards(companion.couple, review)
        self._at = max(0, min(len(review.seen), len(self._cards)) - 1)

    def compose(self) -> ComposeResult:
        """How far it is, the victory, what was said to it, and whose turn it may be."""
        yield Static(id="review-top", markup=False)
        with VerticalScroll(id="review-card"):
            yield LargeText(id="review-text")
            yield Static(id="review-said", markup=False)
        yield Static(id="review-people", markup=False)
        yield Hints()

    def on_mount(self) -> None:
        """Begin where it was left."""
        self.query_one("#review-card").focus()
        self._show()

    @property
    def _card(self) -> Card:
        return self._cards[self._at]

    def _show(self) -> None:
        card = self._card
        try:
            self._review = self._companion.reviews.look_at(self._review, card.id)
        except LedgerError as error:  # it can be looked at all the same
            self.app.notify(str(error), severity="warning", markup=False)
        today = self._companion.clock().day
        top = f"{self._at + 1} of {len(self._cards)}"
        self.query_one("#review-top", Static).update(
            Content.assemble((day_words(card.day, today), "bold"), (f"   {top}", "$quiet"))
        )
        self.query_one(LargeText).show(card.text)
        self.query_one("#review-said", Static).update(self._said(card))
        self.query_one("#review-people", Static).update(self._people())
        self.query_one("#review-card").scroll_home(animate=False)

    def _said(self, card: Card) -> Content:
        author = self._companion.couple.get(card.author)
        lines = [Content.styled("written down by ", "$quiet") + self._marked(author)] if author else []
        for answer in card.answers:
            person = self._companion.couple.get(answer.author)
            lines += [Content(""), self._marked(person), Content(shown(answer.text))]
        return Content("\n").join(lines)

    def _marked(self, person: Person | None) -> Content:
        return marked(person, self._glyphs)

    def _people(self) -> Content:
        parts = [
            Content.styled(f"{key(f'review.say-{person.place}')} ", "$accent")
            + self._marked(person)
            + Content.styled(" says something" if self.size.width >= _ROOMY else "", "$quiet")
            for person in self._companion.couple.people
        ]
        return Content("     ").join(parts)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the second person only where there is one."""
        if action == "say":
            return isinstance(parameters[0], int) and parameters[0] < len(self._companion.couple.people)
        return True

    def action_next(self) -> None:
        """Go to the next victory; after the last one, say thanks."""
        if self._at + 1 < len(self._cards):
            self._at += 1
            self._show()
        else:
            self.action_end()

    def action_previous(self) -> None:
        """Go back to the victory before."""
        if self._at:
            self._at -= 1
            self._show()

    def action_say(self, place: int) -> None:
        """Let one of the two say something to this victory."""
        person = self._companion.couple.people[place]
        form = victory_forms.answer(self._companion, person, self._card, f"{one_line(person.name)} says")
        self.app.push_screen(FormScreen(form, self._companion.form_drafts), self._look_again)

    def _look_again(self, _saved: object) -> None:
        victories, reader = self._companion.victories, self._companion.couple.people[0]
        self._cards[self._at] = victories.card(reader, self._card.id) or self._card
        self._show()

    def action_end(self) -> None:
        """End with one appreciation each."""
        self.app.push_screen(FormScreen(self._thanks(), self._companion.form_drafts), self._ended)

    def _thanks(self) -> Form:
        couple = self._companion.couple
        fields = []
        for person in couple.people:
            other = couple.other(person)
            label = f"{self._glyphs.people[person.place]} {one_line(person.name)}"
            hint = f"what I thank {one_line(other.name)} for" if other else "what I am thankful for"
            fields.append(FormField(person.id, label, hint))

        def save(values: Mapping[str, str]) -> object:
            return self._companion.reviews.finish(self._by, couple, self._review, values)

        return Form(
            key=f"review.{self._review.id}",
            title="Before you get up",
            about="One thing each of you thanks the other for. It may also stay empty.",
            fields=fields,
            save=save,
        )

    def _ended(self, finished: object) -> None:
        if finished is not None:
            self.dismiss()
            self.app.notify("It is kept. The wall is here whenever you want it.", markup=False)

    def action_leave(self) -> None:
        """Leave; it goes on from here another time."""
        self.dismiss()
