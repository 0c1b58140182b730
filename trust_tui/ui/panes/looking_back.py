"""Looking back: a room of Journey with one's own words of long ago, and a year at a glance."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.containers import Container, VerticalScroll
from textual.content import Content

from trust_tui.model.dates import day_words
from trust_tui.model.text import shown
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.marks import marked
from trust_tui.ui.panes import Pane
from trust_tui.ui.panes.checkin_day import said
from trust_tui.ui.widgets.blocks import Blocks
from trust_tui.ui.widgets.year import YearView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.journey.looking_back import Ago, PastDay, Year
    from trust_tui.ui.look import Glyphs
    from trust_tui.ui.widgets.blocks import Block


class LookingBackPane(Pane, can_focus=True):
    """A year of days, and beside it the words of one of them; or, to begin with, those of long ago."""

    BINDINGS = bindings(Place.LOOKING_BACK)

    def __init__(self, companion: Companion, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002
        super().__init__(companion, glyphs, id=id)
        self._person: Person | None = None
        self._years_back = 0
        self._year: Year | None = None
        self._has_earlier = False
        self._past: PastDay | None = None
        self._is_turned = False

    def compose(self) -> ComposeResult:
        """The year and the words, side by side where both fit."""
        with Container(classes="year-and-words"):
            yield YearView(self.glyphs, id=f"{self.id}-year")
            with VerticalScroll(classes="words"):
                yield Blocks()

    def on_mount(self) -> None:
        """Begin with the words."""
        self._show_what_fits()

    # Who sits here

    def sit_down(self, person: Person) -> None:
        """Show this person their own words."""
        self._person = person
        self._years_back, self._past, self._is_turned = 0, None, False
        self._read_year()
        self._show_what_fits()

    def stand_up(self) -> None:
        """Show no words any more."""
        self._person = self._year = self._past = None
        self.query_one(YearView).show(None)
        self.query_one(Blocks).forget()

    def look_again(self) -> None:
        """Show what changed, on the same day."""
        if self._person is not None:
            self._person = self.companion.couple.get(self._person.id) or self._person
            self._read_year()

    def open_record(self, record_id: str) -> None:
        """Go to the day of a check-in."""
        day = self.companion.checkins.day_of(record_id)
        if day is not None:
            self._go(day)

    def focus_default(self) -> None:
        """Let the arrows step over the days; where the words fill the screen, let them scroll."""
        self.focus_on(self if self._shows_year else self.query_one(".words"))
        if self._person is not None:
            today = self.companion.clock().day
            self.post_message(self.Heading(self.title or day_words(today, today)))

    # Drawing

    @property
    def _is_narrow(self) -> bool:
        return self.screen.has_class("-narrow")

    @property
    def _shows_year(self) -> bool:
        return self._is_turned or not self._is_narrow

    def _show_what_fits(self) -> None:
        self.query_one(YearView).display = self._shows_year
        self.query_one(".words").set_class(self._is_narrow and self._is_turned, "-below")

    def on_resize(self) -> None:
        """Show both where both fit."""
        self._show_what_fits()
        self.refresh_bindings()

    def _read_year(self) -> None:
        """Read the year, and the day that is open, as they are now."""
        if self._person is None:
            return
        service = self.companion.looking_back
        self._year = service.year(self._person, self._years_back)
        self._has_earlier = service.has_earlier(self._person, self._years_back)
        if self._past is not None:
            self._past = service.day(self._person, self._past.day)
        self._show()

    def _show(self) -> None:
        person, past = self._person, self._past
        if person is None:
            return
        self.query_one(YearView).show(self._year, past.day if past is not None else None)
        blocks = self._of_day(past) if past is not None else self._of_long_ago(person)
        self.query_one(Blocks).show_blocks(blocks)
        self.query_one(".words").scroll_home(animate=False)
        self.refresh_bindings()

    def _of_long_ago(self, person: Person) -> Iterator[Block]:
        found = self.companion.looking_back.ago(person)
        if not found:
            yield Content(_empty_words())
        for number, ago in enumerate(found):
            if number:
                yield Content("")
            yield Content.styled(f"{ago.words} you wrote", "bold $accent")
            yield Content.styled(self._when(ago), "$quiet")
            yield from self._words(ago.past)

    def _when(self, ago: Ago) -> str:
        words = day_words(ago.past.day, self.companion.clock().day)
        if not ago.beside:
            return words
        days = "a day" if abs(ago.beside) == 1 else f"{abs(ago.beside)} days"
        return f"{words}, {days} {'later' if ago.beside > 0 else 'earlier'} than just then"

    def _of_day(self, past: PastDay) -> Iterator[Block]:
        yield Content.styled(day_words(past.day, self.companion.clock().day), "bold $accent")
        yield from self._words(past)

    def _words(self, past: PastDay) -> Iterator[Block]:
        if past.checkin is not None:
            yield from said(past.checkin)
            if past.checkin.is_back_filled:
                written = day_words(past.checkin.written_on, self.companion.clock().day)
                yield Content.styled(f"written on {written}", "$quiet italic")
        elif not past.victories:
            yield Content.styled("A blank day. Nobody has to fill it.", "$quiet")
        for mark in past.victories:
            author = marked(self.companion.couple.get(mark.author), self.glyphs)
            yield ("Victory", author + Content(f": {shown(mark.words)}"))

    # Going about

    def _go(self, day: date) -> None:
        """Open a day, in the year that has it."""
        if self._person is None:
            return
        today = self.companion.clock().day
        day = min(day, today)
        months_back = (today.year - day.year) * 12 + today.month - day.month
        years_back = months_back // 12
        self._past = self.companion.looking_back.day(self._person, day)
        if years_back != self._years_back:
            self._years_back = years_back
            self._read_year()
        else:
            self._show()

    def on_year_view_chosen(self, message: YearView.Chosen) -> None:
        """Open the day that was clicked."""
        message.stop()
        self._go(message.day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what makes sense for the day that is open."""
        if self._person is None:
            return False
        if action == "visit":
            return self._past is not None and self._past.checkin is not None
        if action == "ago":
            return self._past is not None
        if action == "turn":
            return self._is_narrow
        if action == "year":
            return self._years_back > 0 if parameters == (1,) else self._has_earlier
        return True

    def action_step(self, days: int, months: int) -> None:
        """Go to another day; today comes first."""
        if self._past is None:
            self._go(self.companion.clock().day)
            return
        try:
            self._go(_later(self._past.day, months) + timedelta(days=days))
        except (OverflowError, ValueError):
            return

    def action_year(self, by: int) -> None:
        """Go to the same day a year before or after."""
        day = self._past.day if self._past is not None else self.companion.clock().day
        self._go(_later(day, 12 * by))

    def action_page(self, by: int) -> None:
        """Go up or down in the words."""
        words = self.query_one(".words", VerticalScroll)
        words.scroll_relative(y=by * max(words.size.height - 1, 1), animate=False)

    def action_ago(self) -> None:
        """Read again what was written long ago."""
        self._past = None
        self._years_back = 0
        self._read_year()

    def action_turn(self) -> None:
        """Show the year, or the words in its place."""
        self._is_turned = not self._is_turned
        self._show_what_fits()
        self.focus_default()

    def action_visit(self) -> None:
        """Open the day on Check-in."""
        if self._past is not None and self._past.checkin is not None:
            self.post_message(self.Visit("checkin", self._past.checkin.id))


def _later(day: date, months: int) -> date:
    """Return the same day of another month, or the last one it has."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _empty_words() -> str:
    return (
        "Nothing to read again yet.\n\n"
        "Four weeks after a check-in its words come back here, to you alone, and then after a quarter, half "
        "a year, a year. It is good to meet oneself again.\n\n"
        f"{key('shell.tab-checkin')} opens your check-in."
    )
