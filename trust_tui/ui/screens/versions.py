"""What a day said before it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content

from trust_tui.content import load
from trust_tui.model.dates import short_day
from trust_tui.model.text import one_line, shown
from trust_tui.ui.screens.page import Page, titled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trust_tui.model.people import Person
    from trust_tui.model.versions import Version
    from trust_tui.services.checkins import Day
    from trust_tui.ui.look import Glyphs


class VersionsPage(Page):
    """Every earlier version that the reader may see, with its author and the day it was changed."""

    def __init__(self, day: Day, reader: Person, other: Person | None, glyphs: Glyphs) -> None:
        super().__init__()
        self._day = day
        self._people = {person.id: person for person in (reader, other) if person}
        self._glyphs = glyphs

    def content(self) -> Content:
        """Return the versions, one's own first, the oldest first."""
        versions = (*self._day.mine_before, *self._day.theirs_before)
        return titled("What this day said before", *(self._version(version) for version in versions))

    def _version(self, version: Version) -> Content:
        person = self._people[version.author]
        title = Content.assemble(
            (f"{self._glyphs.people[person.place]} {one_line(person.name)}", f"$person-{person.place + 1}"),
            (f", until it was changed on {short_day(version.created_at.date())}", "$quiet"),
        )
        lines = (Content.assemble((f"{label}: ", "$quiet"), text) for label, text in _lines(version.body))
        return Content("\n").join([title, *lines])


def _lines(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if feelings := body.get("feelings"):
        yield "Feeling", ", ".join(one_line(word) for word in feelings)
    scales = load("scales.json")
    for name in ("safe", "close"):
        if step := body.get(name):
            yield scales[name]["label"], f"{step} of 5, {scales[name]['steps'][step - 1]}"
    for name, label in (("appreciated", "I appreciated"), ("need", "I need"), ("own", "I own")):
        if text := body.get(name):
            yield label, shown(text)
