"""From a letter to what was found, in everything; and the search alone, without the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tests.bench.ledgers import TEN_YEARS, THIRTY_YEARS, now
from tests.bench.life import RARE_WORD
from tests.bench.programs import OPEN, SIZES, aged
from tests.bench.rows import Bar, Figures, Row
from tests.bench.side_by_side import timed, turn_by_turn
from trust_tui.services.opening import open_companion
from trust_tui.store import Places

if TYPE_CHECKING:
    from tests.bench.programs import Programs
    from tests.bench.watched import Watched
    from trust_tui.services.companion import Companion

BAR = Bar(3)
FIND = "str.find in each text"
LETTER = "a letter in a TextArea, and str.find"


def measure(programs: Programs, runs: int) -> list[Row]:
    """Look for a rare word: its first letter finds it, since no other word has that letter."""
    alone = {years: _alone(programs, years, runs) for years in (TEN_YEARS, THIRTY_YEARS)}
    ours, theirs = alone[TEN_YEARS]
    rows = [Row("search, without the screen", ours, FIND, theirs, BAR, alone[THIRTY_YEARS][0])]
    for size in SIZES:
        rows += _on_screen(programs, size, theirs, max(2, runs // 3))
    return rows


def _on_screen(programs: Programs, size: str, find: Figures, rounds: int) -> list[Row]:
    ways: dict[str, Callable[[], list[float]]] = {
        years: partial(_typed, programs, years, size) for years in aged(size)
    }
    ways[LETTER] = lambda: _floor(programs.yardstick("text", size))
    taken = turn_by_turn(ways, rounds)
    floor = Figures.seconds(each + find.middle / 1000 for run in taken.pop(LETTER) for each in run)
    rows = []
    for at, words in enumerate(("the first letter of a search", "a later letter of a search")):
        found = {years: Figures.seconds(run[at] for run in runs) for years, runs in taken.items()}
        old, later = found[TEN_YEARS], found.get(THIRTY_YEARS)
        rows.append(Row(words, old, FIND, find, BAR, later, where=size))
        rows.append(Row(words, old, LETTER, floor, where=size))
    return rows


def _alone(programs: Programs, years: str, runs: int) -> tuple[Figures, Figures]:
    """Return how long the search takes once all is decoded, and how long plain Python takes."""
    companion = open_companion(Places.resolve(programs.ledger(years), {}), now)
    reader = companion.couple.people[0]
    texts = [text for source in companion.search.sources.values() for _, _, text in source(reader)]
    ways = {
        "ours": timed(lambda: _found(companion)),
        FIND: timed(lambda: [text for text in texts if text.find(RARE_WORD) >= 0]),
    }
    taken = turn_by_turn(ways, runs)
    companion.close()
    return Figures.seconds(taken["ours"]), Figures.seconds(taken[FIND])


def _found(companion: Companion) -> None:
    if not companion.search.find(companion.couple.people[0], RARE_WORD):
        raise RuntimeError(f"{RARE_WORD!r} was not found")


def _typed(programs: Programs, years: str, size: str) -> list[float]:
    with programs.ours(programs.ledger(years), size) as app:
        app.until(OPEN)
        app.settled()
        app.press("/")
        app.until("words to look for")
        app.settled()
        taken = []
        for _ in range(2):
            taken.append(_letter(app, RARE_WORD[0], RARE_WORD))
            app.press("backspace")
            app.until("words to look for")
            app.settled(0.4)
        return taken


def _floor(app: Watched) -> list[float]:
    with app:
        app.until("the text is there")
        app.settled()
        return [_letter(app, letter, f"is there {'abcd'[:at]}") for at, letter in enumerate("abcd", 1)]


def _letter(app: Watched, letter: str, wanted: str) -> float:
    pressed = app.press(letter)
    return app.until(wanted) - pressed
