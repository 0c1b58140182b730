"""What goes out comes back in, byte for byte, and a second time it changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.any_record import any_record
from trust_tui.model.checkin import CheckIn, PrivateNote
from trust_tui.model.kinds import KINDS
from trust_tui.model.moments import Moment
from trust_tui.model.notes import NoteKey
from trust_tui.model.people import Person
from trust_tui.model.records import OURS, Record
from trust_tui.model.talks import TalkWords
from trust_tui.services.clock import system_clock
from trust_tui.services.companion import Companion
from trust_tui.services.opening import open_demo
from trust_tui.services.portable import Form
from trust_tui.services.portable.ours import read_json
from trust_tui.store import Ledger, MemoryDrafts

NOW = Moment.of(datetime(2026, 11, 22, 20, tzinfo=UTC))
ANA, BEN = Person.called("Ana", 0, "here", NOW), Person.called("Ben", 1, "here", NOW)
AUTHORS = (ANA.id, BEN.id, OURS)
STEPS = st.none() | st.integers(1, 5)


def holding(records: list[Record]) -> Companion:
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in records:
            tx.put(record)
    return Companion(ledger, lambda: NOW, "here", MemoryDrafts())


def empty() -> Companion:
    return holding([])


@st.composite
def ledgers(draw: st.DrawFn) -> Companion:
    """Return a ledger of Ana and Ben that holds anything a ledger may hold."""
    kinds = [kind for kind in KINDS.values() if kind is not Person]
    records: list[Record] = [ANA, BEN]
    there: set[tuple[object, ...]] = set()
    for number, kind in enumerate(draw(st.lists(st.sampled_from(kinds), max_size=8))):
        author = draw(st.sampled_from(AUTHORS))
        record: Record = replace(draw(any_record(kind)), id=f"entry {number}", author=author)
        if hasattr(record, "of") and records:
            record = replace(record, of=draw(st.sampled_from([each.id for each in records])))  # type: ignore[call-arg]
        if isinstance(record, CheckIn):
            record = replace(record, safe=draw(STEPS), close=draw(STEPS))
        if isinstance(record, TalkWords):
            record = replace(record, heard=draw(STEPS))
        # One of a day, and one key of a person.
        only_one = (kind, author, None if isinstance(record, NoteKey) else record.day)
        if isinstance(record, CheckIn | PrivateNote | NoteKey) and record.deleted is None:
            if only_one in there:
                continue
            there.add(only_one)
        records.append(record)
    return holding(records)


@given(ledgers(), st.sampled_from(["", "Ana", "Ben", "everything"]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_out_and_in_and_out_is_the_same(companion: Companion, who: str) -> None:
    def exported(from_where: Companion) -> bytes:
        everything = who == "everything"
        scope = from_where.portable.scope("" if everything else who, everything=everything)
        return from_where.portable.render(Form.JSON, scope)

    out = exported(companion)
    other = empty()
    assert not other.portable.take_in(read_json(out)).changes_nothing
    assert exported(other) == out
    assert other.portable.take_in(read_json(out)).changes_nothing
    assert exported(other) == out
    # Into the ledger that it came from, it brings nothing.
    assert companion.portable.take_in(read_json(out)).changes_nothing


def test_a_year_of_two_people_out_and_in() -> None:
    demo = open_demo(system_clock)
    out = demo.portable.render(Form.JSON, demo.portable.scope(everything=True))
    other = empty()
    other.portable.take_in(read_json(out))

    assert other.portable.render(Form.JSON, other.portable.scope(everything=True)) == out
    # First what one may see, and then the rest: the same entries, each once.
    third = empty()
    third.portable.take_in(read_json(demo.portable.render(Form.JSON, demo.portable.scope("Nora"))))
    third.portable.take_in(read_json(out))
    for kind in KINDS.values():
        found = {each.id: each for each in third.ledger.all(kind, include_deleted=True)}
        assert found == {each.id: each for each in demo.ledger.all(kind, include_deleted=True)}


def test_who_writes_alone_takes_the_whole_ledger_along() -> None:
    alone = holding([ANA])
    alone.victories.add(ANA, NOW.day, "half a character: \ud83d")
    out = alone.portable.render(Form.JSON, alone.portable.scope())
    other = empty()
    other.portable.take_in(read_json(out))

    assert other.portable.render(Form.JSON, other.portable.scope()) == out
