"""All of it or nothing: each entry by its id, the newer one, never twice, and nothing over anybody's head."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.model.kept import Victory
from trust_tui.model.people import Person
from trust_tui.model.records import Visibility
from trust_tui.model.versions import Version
from trust_tui.services.companion import Companion
from trust_tui.services.portable import Form
from trust_tui.services.portable.ours import OurFile, read_json
from trust_tui.services.problems import Problem
from trust_tui.store import Ledger, MemoryDrafts


def exported(companion: Companion) -> bytes:
    return companion.portable.render(Form.JSON, companion.portable.scope(everything=True))


def copied(companion: Companion) -> Companion:
    """Return the same ledger on another machine."""
    other = Companion(Ledger.in_memory(), companion.clock, "there", MemoryDrafts())
    other.portable.take_in(read_json(exported(companion)))
    return other


def changed(companion: Companion, change: Callable[[dict[str, Any]], object]) -> OurFile:
    """Return an export after somebody had their hands in it."""
    found = json.loads(exported(companion))
    change(found)
    return read_json(json.dumps(found).encode())


def test_the_newer_one_wins_and_the_older_one_is_left(
    companion: Companion, ana: Person, clock: MovedClock
) -> None:
    victory = companion.victories.add(ana, TODAY, "first")
    there = copied(companion)
    old = read_json(exported(companion))
    clock.move(minutes=5)
    there.victories.edit(ana, victory.id, TODAY, "second", ())
    plan = companion.portable.take_in(read_json(exported(there)))

    assert plan.newer == {"victory": 1}
    assert plan.new == {"version": 1}
    assert companion.victories.wall(ana)[0].text == "second"
    again = companion.portable.take_in(old)
    assert again.changes_nothing
    assert again.older == 1
    assert companion.victories.wall(ana)[0].text == "second"


def test_what_went_different_ways_is_said_and_nothing_is_changed(
    companion: Companion, ana: Person, ben: Person
) -> None:
    victory = companion.victories.add(ana, TODAY, "first")
    there = copied(companion)
    there.victories.edit(ana, victory.id, TODAY, "there", ())
    there.victories.add(ben, TODAY, "new there")
    companion.victories.edit(ana, victory.id, TODAY, "here", ())
    before = exported(companion)

    file = read_json(exported(there))
    assert companion.portable.plan(file).conflicts == {"victory": 1}
    with pytest.raises(Problem, match=r"different ways: victory \(1\)"):
        companion.portable.take_in(file)
    assert exported(companion) == before


def test_a_second_check_in_of_a_day_is_a_conflict(companion: Companion, ana: Person) -> None:
    there = copied(companion)
    companion.checkins.save(ana, TODAY, Answers(need="here"))
    there.checkins.save(ana, TODAY, Answers(need="there"))

    with pytest.raises(Problem, match=r"check-in \(1\)"):
        companion.portable.take_in(read_json(exported(there)))
    assert [each.need for each in companion.ledger.all(CheckIn)] == ["here"]


def test_what_is_removed_there_is_removed_here(companion: Companion, ana: Person) -> None:
    victory = companion.victories.add(ana, TODAY, "x")
    there = copied(companion)
    there.victories.remove(ana, victory.id)
    companion.portable.take_in(read_json(exported(there)))

    assert companion.victories.wall(ana) == []


def test_a_hand_made_file_cannot_rewrite_the_past(companion: Companion, ana: Person, ben: Person) -> None:
    """Whatever changes an entry, what it said before stays to be read."""
    victory = companion.victories.add(ben, TODAY, "as Ben said it")

    def put_words_into_his_mouth(found: dict[str, Any]) -> None:
        found["records"]["victory"][0] |= {"text": "as Ana would have it", "rev": 2}

    file = changed(companion, put_words_into_his_mouth)
    companion.portable.take_in(file)
    (version,) = companion.ledger.all(Version, of=victory.id)

    assert version.body["text"] == "as Ben said it"
    assert version.visibility is Visibility.SHARED
    assert companion.portable.take_in(file).changes_nothing


def test_what_was_closed_stays_closed_in_what_is_kept_of_it(companion: Companion, ana: Person) -> None:
    checkin = companion.checkins.save(ana, TODAY, Answers(need="only mine"))
    file = changed(companion, lambda found: found["records"]["checkin"][0].update(need="else", rev=2))
    companion.portable.take_in(file)

    (version,) = companion.ledger.all(Version, of=checkin.id)
    assert version.visibility is Visibility.PRIVATE


def test_other_people_keep_to_their_own_ledger(companion: Companion, clock: MovedClock) -> None:
    others = Companion(Ledger.in_memory(), clock, "there", MemoryDrafts())
    others.people.set_up("Cleo")
    before = exported(others)

    with pytest.raises(Problem, match="Other people wrote this file"):
        others.portable.take_in(read_json(exported(companion)))
    assert exported(others) == before


def test_nobody_writes_who_is_not_there(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "x")
    file = changed(companion, lambda found: found["records"]["victory"][0].update(id="y", author="nobody"))

    with pytest.raises(Problem, match="by somebody who is not in it"):
        companion.portable.take_in(file)


def damaged(companion: Companion, change: Callable[[dict[str, Any]], object]) -> str:
    with pytest.raises(Problem) as caught:
        companion.portable.take_in(changed(companion, change))
    return str(caught.value)


def test_a_damaged_a_newer_and_a_foreign_file_are_told_apart(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "secret words")
    companion.checkins.save(ana, TODAY, Answers(need="secret, too"))
    before = exported(companion)
    told = {
        "number 1": damaged(companion, lambda found: found["records"]["victory"][0].pop("text")),
        "“victory, number 1”": damaged(companion, lambda found: found["records"]["victory"][0].update(day=5)),
        "in it twice": damaged(
            companion,
            lambda found: found["records"]["victory"].append(found["records"]["victory"][0]),
        ),
        "a check-in says": damaged(companion, lambda found: found["records"]["checkin"][0].update(safe=99)),
        "a person says": damaged(
            companion, lambda found: found["records"]["person"][0].update(name="\x1b[2J")
        ),
        "“records”": damaged(companion, lambda found: found.update(records=[])),
        "“topic”": damaged(companion, lambda found: found["records"].update(topic={})),
        "“since”": damaged(companion, lambda found: found.update(since="long ago")),
        "A newer trust-tui wrote": damaged(companion, lambda found: found.update(version=2)),
        "Update it first": damaged(companion, lambda found: found["records"].update(dreams=[])),
        "not written by trust-tui": damaged(companion, lambda found: found.update(format="else")),
    }
    for words, message in told.items():
        assert words in message
        assert message.endswith("Nothing was taken in.")
        assert "secret" not in message
    assert exported(companion) == before


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(companion: Companion, ana: Person, cut: float) -> None:
    companion.victories.add(ana, TODAY, "x")
    data = exported(companion)

    with pytest.raises(Problem, match="damaged"):
        read_json(data[: int(len(data) * cut)])


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"records": ' + "[" * 5000 + "]" * 5000 + "}", '{"a": NaN}', "\0", "{}" * 2]
)
def test_odd_json_is_refused_in_words(body: str) -> None:
    with pytest.raises(Problem):
        read_json(('{"format":"trust-tui export","x":' + body).encode())


def test_deep_unknown_fields_are_refused_rather_than_a_crash(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "x")
    data = exported(companion).replace(b'"text":"x"', b'"text":"x","new":' + b"[" * 900 + b"]" * 900)
    with pytest.raises(Problem, match="damaged"):
        read_json(data)


def test_a_day_back_in_time_is_kept_as_it_is(companion: Companion, ana: Person, clock: MovedClock) -> None:
    victory = companion.victories.add(ana, TODAY - timedelta(days=400), "long ago")
    there = copied(companion)
    assert there.ledger.get(Victory, victory.id) == companion.ledger.get(Victory, victory.id)
