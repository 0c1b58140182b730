"""The one rule of who may see what, asked of every kind of record there is."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.kept import Setback, Topic, Victory
from trust_tui.model.kinds import KINDS
from trust_tui.model.people import Person
from trust_tui.model.records import COMMON, Deletion, Record, Visibility
from trust_tui.services.companion import Companion
from trust_tui.services.sight import Sight, is_closed, may_see, past_of

NOW = MovedClock()()
ANA = Person.called("Ana", 0, "d", NOW)
BEN = Person.called("Ben", 1, "d", NOW)


def sample(kind: type[Record], **own: Any) -> Record:
    """Return a record of any kind by Ana, its fields filled with whatever fits."""
    for each in fields(kind):
        needed = each.default is MISSING and each.default_factory is MISSING
        if needed and each.name not in COMMON:
            own.setdefault(each.name, TODAY if "date" in str(each.type) else "words")
    return kind.new(author=ANA.id, device="d", moment=NOW, **own)


def checkin(person: Person, **own: Any) -> CheckIn:
    return CheckIn.new(author=person.id, device="d", moment=NOW, written_on=NOW.day, **own)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("both", [False, True], ids=["alone", "both"])
def test_what_is_private_is_its_authors_alone(kind: type[Record], both: bool) -> None:
    there = [checkin(ANA, released=True), *([checkin(BEN)] if both else [])]
    record = sample(kind, visibility=Visibility.PRIVATE)
    assert may_see(ANA, record, there)
    assert not may_see(BEN, record, there)


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if k is not CheckIn], ids=lambda kind: kind.kind)
def test_what_is_shared_and_hangs_on_no_checkin_can_be_seen(kind: type[Record]) -> None:
    record = sample(kind)
    assert may_see(BEN, record, ())
    assert not is_closed(record, [checkin(ANA)])


@pytest.mark.parametrize("kind", [Topic, Victory, Setback], ids=lambda kind: kind.kind)
@pytest.mark.parametrize(
    ("there", "is_seen"),
    [
        ((), False),
        ((checkin(ANA),), False),
        ((checkin(BEN),), False),
        ((checkin(BEN, released=True),), False),
        ((checkin(ANA, released=True),), True),
        ((checkin(ANA), checkin(BEN)), True),
    ],
    ids=["nobody", "hers", "his", "his, released", "hers, released", "both"],
)
def test_a_line_of_a_checkin_opens_with_its_writers_own(
    kind: type[Record], there: tuple[CheckIn, ...], is_seen: bool
) -> None:
    line = sample(kind, from_checkin=True)
    assert may_see(BEN, line, there) is is_seen
    assert is_closed(line, there) is not is_seen
    assert may_see(ANA, line, there)


def test_for_many_records_at_once_the_rule_is_the_same(companion: Companion) -> None:
    days = [date(2026, 11, day) for day in range(1, 7)]
    hers = [replace(checkin(ANA), id=f"a{day}", day=day, released=day.day == 5) for day in days[:5]]
    his = [replace(checkin(BEN), id=f"b{day}", day=day) for day in days[::2]]
    gone = [replace(checkin(BEN), id=f"c{day}", day=day, deleted=Deletion(BEN.id, NOW.at)) for day in days]
    lines = [replace(sample(Topic, from_checkin=True), id=f"t{day}", day=day) for day in days]
    note = sample(PrivateNote, visibility=Visibility.PRIVATE)
    with companion.ledger.transaction() as tx:
        for record in (*hers, *his, *gone, *lines, note):
            tx.add(record)

    sight = Sight(companion.ledger)
    seen = []
    for record in (*hers, *his, *lines, note):
        there = [each for each in (*hers, *his) if each.day == record.day]
        assert sight.may_see(BEN, record) == may_see(BEN, record, there)
        assert sight.is_closed(record) == is_closed(record, there)
        seen.append(may_see(BEN, record, there))
    assert set(seen) == {True, False}


def test_the_past_of_what_was_never_open_stays_with_its_writer() -> None:
    gone = replace(checkin(BEN), deleted=Deletion(BEN.id, NOW.at))
    hers = checkin(ANA)
    assert past_of(hers, [hers]) is Visibility.PRIVATE
    assert past_of(hers, [hers, checkin(BEN)]) is Visibility.SHARED
    assert past_of(hers, [hers, gone]) is Visibility.SHARED
    assert past_of(replace(hers, opened=True), [hers]) is Visibility.SHARED
    assert past_of(sample(PrivateNote, visibility=Visibility.PRIVATE), [hers, gone]) is Visibility.PRIVATE

    line = sample(Victory, from_checkin=True)
    assert past_of(line, [hers, gone]) is Visibility.PRIVATE
    hers_gone = replace(checkin(ANA, released=True), deleted=Deletion(ANA.id, NOW.at))
    assert past_of(line, [hers_gone, checkin(BEN)]) is Visibility.PRIVATE
    assert past_of(line, [hers, checkin(BEN)]) is Visibility.SHARED
    assert past_of(sample(Victory), []) is Visibility.SHARED
