"""The room of helplines: whom to call, country by country, each with where its number was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content

from trust_tui.services import helplines
from trust_tui.ui.commands import Place, bindings, key
from trust_tui.ui.helpline_words import helpline_words
from trust_tui.ui.panes.list_pane import ListPane
from trust_tui.ui.widgets.shelf import ShelfHeading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trust_tui.model.people import Person
    from trust_tui.services.helplines import CountryHelp
    from trust_tui.ui.app import TrustApp
    from trust_tui.ui.widgets.blocks import Block


@dataclass(frozen=True, slots=True)
class Country:
    """A country in the list."""

    help: CountryHelp

    @property
    def id(self) -> str:
        """Its code."""
        return self.help.code


class HelplinesPane(ListPane[Country]):
    """One's own country first, then the others by name."""

    BINDINGS = bindings(Place.HELPLINES)
    ROW_HEIGHT: ClassVar[int] = 2
    FILTER_HINT: ClassVar[str] = "a country, or whom a line is for"

    @property
    def _own(self) -> str:
        return cast("TrustApp", self.app).country

    def rows(self, person: Person) -> Sequence[Country | ShelfHeading]:
        """Put one's own country first: as it was chosen, or as the language settings suggest."""
        own = self._own
        others = [Country(helplines.for_country(code)) for code in helplines.countries() if code != own]
        if not own:
            return others
        return [
            ShelfHeading("Your country"),
            Country(helplines.for_country(own)),
            ShelfHeading("Other countries"),
            *others,
        ]

    def draw(self, row: Country, width: int, is_here: bool) -> Sequence[Content]:
        """Draw a country: its name, and below the number for danger."""
        mark = self.glyphs.here if is_here else " "
        title = Content.assemble((f"{mark} ", "$accent"), (row.help.name, "bold" if is_here else ""))
        below = Content.styled(f"  in danger, call {row.help.emergency}", "$quiet")
        return [line.truncate(width, ellipsis=True) for line in (title, below)]

    def haystack(self, row: Country) -> str:
        """The country, and what its lines are called and for whom."""
        return " ".join(
            (row.help.name, *(f"{line.service} {line.audience} {line.nation}" for line in row.help.lines))
        )

    def remarks(self) -> str:
        """Say that numbers change, and how to choose a country where none is known."""
        if self._own:
            return helplines.NOTICE
        return f"{helplines.NOTICE} {key('helplines.choose')} puts your country first, here and in Safety."

    def empty_words(self) -> str:
        """There always are countries."""
        return ""

    def detail(self, row: Country, person: Person) -> Iterator[Block]:
        """Show whom to call, each with where its number was found."""
        yield Content.styled(row.help.name, "bold $accent")
        yield Content("")
        yield Content(f"In danger, call {row.help.emergency}. Numbers change.")
        if not row.help.lines:
            yield Content("")
            yield Content("No helpline is known here for this country.")
        for line in row.help.lines:
            yield Content("")
            yield helpline_words(line)
        yield Content("")
        safety = key("everywhere.safety")
        yield Content.styled(f"{safety} shows these from everywhere, with more on staying safe.", "$quiet")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to choose a country where it is not the chosen one."""
        if action == "choose":
            return self.row is not None and self.row.id != self._own
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Put this country first from now on, here and in Safety."""
        if (row := self.row) is not None:
            cast("TrustApp", self.app).choose_country(row.id)
            self.fill(row.id)
            self.app.notify(f"{row.help.name} comes first now, here and in Safety.", markup=False)
