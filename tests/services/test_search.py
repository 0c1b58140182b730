"""Words are found in what one may see, and in nothing else."""

from __future__ import annotations

from datetime import timedelta

from tests.services.conftest import TODAY
from trust_tui.model.checkin import Answers
from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.search import LIMIT


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
