"""The Safety page: when this program is not for somebody, and whom to call. Readable before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from trust_tui.content import load
from trust_tui.services import helplines
from trust_tui.ui.commands import Place, bindings, key, with_keys
from trust_tui.ui.helpline_words import helpline_words
from trust_tui.ui.screens.page import Page, titled

if TYPE_CHECKING:
    from collections.abc import Callable


class SafetyPage(Page):
    """The page and the helplines of one country.

    Args:
        country: The country to begin with; "" shows how to choose one.
        remember: Called with the country that was chosen.
    """

    BINDINGS = bindings(Place.SAFETY)

    def __init__(self, country: str, remember: Callable[[str], None]) -> None:
        super().__init__()
        self._country = country
        self._remember = remember

    def content(self) -> Content:
        """Return the helplines first, then the page."""
        sections = [_section(text) for text in with_keys(load("safety.md")).split("\n# ")]
        first, *rest = sections
        return Content("\n\n").join([first, _helplines(self._country), *rest])

    def action_country(self, step: int) -> None:
        """Show the helplines of another country, and remember it."""
        countries = ["", *helplines.countries()]
        at = countries.index(self._country) if self._country in countries else 0
        self._country = countries[(at + step) % len(countries)]
        self._remember(self._country)
        self.query_one("#page-text", Static).update(self.content())


def _helplines(country: str) -> Content:
    """Return whom to call in a country, each with where its number was found."""
    next_country = key("safety.country-1")
    if not country:
        choose = f"{next_country} shows the helplines of a country, and remembers it."
        return titled("Helplines", helplines.NOTICE, choose)
    found = helplines.for_country(country)
    call = f"In danger, call {found.emergency}. Numbers change."
    none = () if found.lines else ("No helpline is known here for this country.",)
    change = Content.styled(f"{next_country} shows the next country.", "$quiet")
    lines = (helpline_words(line) for line in found.lines)
    return titled(f"Helplines: {found.name}", call, *none, *lines, change)


def _section(text: str) -> Content:
    title, _, body = text.removeprefix("# ").partition("\n")
    return titled(title, body.strip())
