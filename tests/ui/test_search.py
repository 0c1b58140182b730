"""Words are found across the tabs, as far as this person may see them, and open where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from threading import Event

import pytest
from textual.strip import Strip
from textual.widgets import TextArea

from tests.ui.filling import cursor_line, reads
from tests.ui.sitting import SUNDAY, Sitting, sitting
from tests.ui.traces import traces
from trust_tui.model.boundaries import BoundaryWords
from trust_tui.model.checkin import Answers
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.schedule import Schedule
from trust_tui.services.companion import Companion
from trust_tui.services.search import LIMIT
from trust_tui.ui.screens.search import SearchScreen
from trust_tui.ui.widgets.shelf import Shelf

pytestmark = pytest.mark.slow

WIDE = (120, 40)
YESTERDAY = SUNDAY - timedelta(days=1)


@pytest.fixture
def full(couple: Companion) -> Companion:
    """Something about tea on every tab, and something of Ben's that only he may see."""
    ana, ben = couple.couple.people
    for person in (ana, ben):
        couple.checkins.save(person, YESTERDAY, Answers(need=f"tea with {person.name}", private="secret tea"))
    couple.checkins.save(ben, SUNDAY, Answers(need="closed tea"))
    couple.checkins.keep(Victory, ben, SUNDAY, "closed tea, too")
    couple.boundaries.propose(ben, BoundaryWords(fine="Tea alone"))
    couple.promises.make(ben, "I come home", "make tea", "", ana.id, Schedule(SUNDAY + timedelta(days=3)))
    couple.victories.add(ben, YESTERDAY, "We had tea and talked")
    return couple


def found(there: Sitting) -> list[tuple[str, str]]:
    """The tabs and words of what was found."""
    shelf = there.app.screen.query_one("#found", Shelf)
    return [(each.place, each.text) for each in shelf.items]


async def look_for(there: Sitting, words: str) -> None:
    await there.press("escape", "/")
    await there.paste(words)
    await there.until(lambda: getattr(there.app.screen, "has_all", False), "everything to look through")


@pytest.mark.parametrize(
    ("words", "tab", "heading"),
    [
        ("tea with ana", "checkin", "Saturday 21 November"),
        ("tea alone", "boundaries", "Tea alone"),
        ("make tea", "promises", "When I come home, I will make tea"),
        ("had tea", "victories", "We had tea and talked"),
    ],
)
@pytest.mark.parametrize("size", [WIDE, (40, 12)])
async def test_one_thing_found_opens_in_its_tab(
    full: Companion, words: str, tab: str, heading: str, size: tuple[int, int]
) -> None:
    async with sitting(full, writer="Ana", size=size) as there:
        await look_for(there, words)
        assert [each[0] for each in found(there)] == [tab]
        await there.press("enter")
        await there.until(lambda: not isinstance(there.app.screen, SearchScreen), "the tab")
        assert there.app.screen.query_one("#panes").current == tab  # type: ignore[attr-defined]
        await there.sees(heading)


async def test_many_are_gone_through_with_the_arrows(full: Companion) -> None:
    async with sitting(full, writer="Ana", size=WIDE) as there:
        await look_for(there, "TEA")
        assert {tab for tab, _ in found(there)} == {"checkin", "boundaries", "promises", "victories"}
        assert len(found(there)) == 5
        await there.press("down")
        assert there.focused == "found"
        while "Boundaries" not in cursor_line(there, "found"):
            await there.press("down")
        await there.press("enter")
        await reads(there, "Ben wrote these words.")


async def test_what_is_closed_or_private_is_not_found(full: Companion) -> None:
    async with sitting(full, writer="Ana", size=WIDE) as there:
        for words in ("closed", "secret"):
            await look_for(there, words)
            assert found(there) == []
            await there.sees("Nothing holds all of these words.")
            await there.press("escape")
        await look_for(there, "tea")
        assert traces(there, "closed tea") == []
        assert traces(there, "secret") == []
        await there.press("escape", "w", "2")
        await look_for(there, "closed tea")
        assert {tab for tab, _ in found(there)} == {"checkin", "victories"}, "one's own are found"


async def test_nothing_of_a_search_is_left_after_handing_over(full: Companion) -> None:
    async with sitting(full, writer="Ben", size=WIDE) as there:
        await look_for(there, "closed")
        assert traces(there, "closed tea"), "the search finds what is there"
        await there.press("down", "enter")
        await there.press("escape", "w")
        await there.sees("Who is writing?")
        assert traces(there, "closed tea") == []
        assert all(full.search.kept(person) is None for person in full.couple.people)
        await there.press("1")
        await there.press("escape", "/")
        assert there.field("search-words") == ""
        assert traces(there, "closed tea") == []


async def test_leaving_it_opens_nothing_and_words_may_be_anything(full: Companion) -> None:
    async with sitting(full, writer="Ana", size=WIDE) as there:
        for words in ("", "   ", "[/nope]", "[@click=app.quit]x[/]", "(", "ß", "İ", "\\"):
            await look_for(there, words)
            assert found(there) == []
            await there.press("enter", "down", "escape")
            assert not isinstance(there.app.screen, SearchScreen)
        await there.sees("How is it today, Ana?")


async def test_where_there_are_too_many_it_says_so(couple: Companion) -> None:
    ana = couple.couple.people[0]
    for number in range(LIMIT + 1):
        couple.victories.add(ana, SUNDAY, f"walk {number}")
    async with sitting(couple, writer="Ana", size=WIDE) as there:
        await look_for(there, "walk")
        await there.sees(f"These are the newest {LIMIT}. Another word would find fewer.")
        await there.paste(" 299")
        await there.sees("walk 299")
        assert len(found(there)) == 1
        assert "These are the newest" not in there.text


async def test_what_is_written_meanwhile_in_another_window_is_found_too(full: Companion) -> None:
    ana = full.couple.people[0]
    async with sitting(full, writer="Ana") as there:
        await there.press("/")
        await there.type("zebra")
        await there.sees("Nothing holds all of these words.")
        full.victories.add(ana, SUNDAY, "a zebra crossed the street and we both laughed")
        await there.type("s")
        await there.press("backspace")
        await there.sees("crossed the street")


async def test_what_is_undone_and_cut_in_the_line_of_words_is_followed(full: Companion) -> None:
    async with sitting(full, writer="Ana", size=WIDE) as there:
        await look_for(there, "had tea")
        assert len(found(there)) == 1
        await there.press("ctrl+u")
        assert found(there) == []
        await there.press("ctrl+z")
        assert len(found(there)) == 1
        await there.press("backspace")
        assert [place for place, _ in found(there)] == ["victories"]


async def test_what_is_found_is_drawn_with_the_letter_and_not_after_it(
    full: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(full, writer="Ana", size=WIDE) as there:
        await look_for(there, "had te")
        seen: list[tuple[str, int]] = []
        draw = TextArea.render_line

        def noted(self: TextArea, y: int) -> Strip:
            seen.append((self.text, len(found(there))))
            return draw(self, y)

        monkeypatch.setattr(TextArea, "render_line", noted)
        await there.press("x")
        await there.until(lambda: bool(seen), "the letter")
        assert {*seen} == {("had tex", 0)}


async def test_what_is_there_already_is_found_while_the_rest_is_gathered(
    full: Companion, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, goes_on = full.search.sources["victories"], Event()

    def newer(_reader: Person) -> Iterator[tuple[str, date, str]]:
        goes_on.wait(20)
        yield "newer", SUNDAY, "newer tea"

    monkeypatch.setattr(full.search, "sources", {"victories": texts, "boundaries": newer})
    async with sitting(full, writer="Ana", size=WIDE) as there:
        try:
            await there.press("/")
            await there.paste("had tea")
            await there.until(lambda: len(found(there)) == 1, "what is there already")
            await there.press("enter")
            assert there.focused == "found", "more may come, so it does not open by itself"
            there.app.screen.query_one("#search-words").focus()
            await there.press("x")
            assert found(there) == []
            assert "Nothing holds all of these words." not in there.text
            await there.press("ctrl+u")
            await there.paste("tea")
            await there.press("down")
            assert "had tea" in cursor_line(there, "found")
        finally:
            goes_on.set()
        await there.until(lambda: len(found(there)) == 2, "the rest")
        assert found(there)[0] == ("boundaries", "newer tea")
        assert "had tea" in cursor_line(there, "found"), "what comes above it does not take its place"


async def test_it_is_gathered_once_for_one_person(full: Companion, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[str] = []
    texts = full.search.sources["victories"]

    def noted(reader: Person) -> Iterator[tuple[str, date, str]]:
        gathered.append(reader.name)
        return texts(reader)

    monkeypatch.setattr(full.search, "sources", {"victories": noted})
    async with sitting(full, writer="Ana", size=WIDE) as there:
        for _ in range(2):
            await look_for(there, "had tea")
            assert len(found(there)) == 1
            await there.press("escape")
        assert gathered == ["Ana"]
        await there.press("w", "2")
        await look_for(there, "had tea")
        await there.press("escape", "w", "1")
        await look_for(there, "had tea")
        assert len(found(there)) == 1
        assert gathered == ["Ana", "Ben", "Ana"]


async def test_what_is_gathered_after_one_left_harms_nothing(full: Companion) -> None:
    ana = full.couple.people[0]
    async with sitting(full, writer="Ana", size=WIDE) as there:
        await there.press("f2", "/")
        screen = there.app.screen
        assert isinstance(screen, SearchScreen)
        await there.press("escape")
        await there.until(lambda: not screen.is_attached, "the search being gone")
        screen._take(full.search.gathered(ana))
        assert there.focused == "boundaries-list"
