"""Words are found in what one may see, and in nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.search import LIMIT, Found, Gathered, Part, Search


def found(companion: Companion, reader: Person, words: str) -> list[tuple[str, str]]:
    return [(each.place, each.text) for each in companion.search.find(reader, words)]


def test_all_words_must_be_there_in_any_order_and_case(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "We talked about MONEY", ["home"])
    companion.victories.add(ana, TODAY, "money again")
    assert len(found(companion, ana, "money")) == 2
    assert found(companion, ana, "money talked") == [("victories", "We talked about MONEY home")]
    assert len(found(companion, ana, "HOME")) == 1
    assert found(companion, ana, "  ") == []
    assert found(companion, ana, "nothing of the kind") == []


def test_the_newest_come_first_and_no_more_than_can_be_looked_through(
    companion: Companion, ana: Person
) -> None:
    for back in range(LIMIT + 5):
        companion.victories.add(ana, TODAY - timedelta(back), f"walk {back}")
    texts = [text for _, text in found(companion, ana, "walk")]
    assert texts[:2] == ["walk 0", "walk 1"]
    assert len(texts) == LIMIT


def test_what_is_closed_or_private_is_not_found(companion: Companion, ana: Person, ben: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="a word", private="a secret word"))
    assert found(companion, ana, "word") == [("checkin", "a word")]
    assert found(companion, ben, "word") == []
    companion.checkins.save(ben, TODAY, Answers(safe=3))
    assert found(companion, ben, "word") == [("checkin", "a word")]
    assert found(companion, ben, "secret") == []
    assert found(companion, ana, "secret") == [], "the other may be looking at the screen"


def test_characters_with_a_meaning_elsewhere_mean_themselves(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "100% .* [bold] {x}")
    for words in ("100%", ".*", "[bold]", "{x}"):
        assert len(found(companion, ana, words)) == 1
    assert found(companion, ana, ".+") == []


def test_what_was_gathered_is_current_until_somebody_writes(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "money again")
    gathered = companion.search.gathered(ana)
    assert companion.search.is_current(gathered)

    companion.victories.add(ana, TODAY, "money once more")

    assert not companion.search.is_current(gathered)
    assert len(gathered.find("money")) == 1
    assert len(companion.search.gathered(ana).find("money")) == 2


def test_words_of_two_things_that_lie_side_by_side_are_not_found_as_one() -> None:
    there = [
        Found("checkin", str(number), TODAY, text)
        for number, text in enumerate(("", "tea", "cup\nof", "tea time", ""))
    ]
    gathered = Gathered(None, [Part.of(there)])
    assert [found.text for found in gathered.find("tea")] == ["tea", "tea time"]
    for words in ("teacup", "oftea", "tea cup", "time tea cup"):
        assert gathered.find(words) == []
    assert gathered.find("of cup") == [there[2]]
    assert Gathered(None, [Part.of([])]).find("tea") == []


def test_it_finds_the_same_in_the_same_order_as_looking_into_each_text() -> None:
    letters = [*"abßİé🙂[%  ", "\n", "\u2028", "\x1f", "\0", "\ud800", "SS", "e\u0301"]
    chance = random.Random(7)

    def words() -> str:
        return "".join(chance.choices(letters, k=chance.randrange(9)))

    days = [TODAY - timedelta(chance.randrange(40)) for _ in range(2_000)]
    there = [Found("victories", str(number), day, words()) for number, day in enumerate(days)]
    gathered = Gathered(None, [Part.of(there[:700]), Part.of(there[700:700]), Part.of(there[700:])])
    there.sort(key=lambda found: found.day, reverse=True)
    for _ in range(500):
        asked = words()[:4]
        wanted = asked.casefold().split()
        by_hand = [found for found in there if all(word in found.text.casefold() for word in wanted)]
        assert gathered.find(asked) == (by_hand[:LIMIT] if wanted else []), repr(asked)


def test_what_was_gathered_is_kept_for_the_same_reader_and_day_alone(
    companion: Companion, ana: Person, ben: Person, clock: MovedClock
) -> None:
    search = companion.search
    companion.checkins.save(ana, TODAY, Answers(need="a word"))
    assert search.kept(ana) is None
    gathered = search.gathered(ana)
    assert search.kept(ana) is search.gathered(ana) is gathered
    assert search.kept(ben) is None
    assert search.find(ben, "word") == [], "hers is closed"
    assert search.kept(ana) is None
    gathered = search.gathered(ana)
    clock.move(days=1)
    assert not search.is_current(gathered)
    assert search.kept(ana) is None


def test_nothing_is_kept_of_a_search_once_somebody_else_may_come(companion: Companion, ana: Person) -> None:
    companion.checkins.save(ana, TODAY, Answers(need="a word"))
    companion.search.gathered(ana)
    companion.note_keys.close()
    assert companion.search.kept(ana) is None
    assert companion.search._kept is None


def test_what_is_still_being_gathered_then_is_not_kept_either(ana: Person) -> None:
    def texts(_reader: Person) -> Iterator[tuple[str, date, str]]:
        yield "1", TODAY, "a word"
        search.forget()

    search = Search({"victories": texts}, lambda: TODAY)
    assert search.find(ana, "word"), "whoever asked gets it"
    assert search.kept(ana) is None
