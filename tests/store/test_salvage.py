"""What can still be read of a damaged ledger is read, and nothing is made up."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trust_tui.model.kept import Topic, Victory
from trust_tui.model.moments import Moment
from trust_tui.store import Disk, Ledger, LedgerDamaged, Places, snapshot
from trust_tui.store.rescue import restore
from trust_tui.store.salvage import Salvaged, salvage

NOW = Moment(datetime(2026, 11, 22, 20, 0, tzinfo=UTC), date(2026, 11, 22), "Europe/Lisbon")
DISK = Disk()
OLD = Path(__file__).parent / "fixtures" / "schema-1.json"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def closed(places: Places) -> Places:
    """Six entries of two kinds, folded, and a table that we know nothing of."""
    ledger = Ledger.open(places, moment=NOW)
    for number in range(3):
        with ledger.transaction() as tx:
            tx.add(Topic.new(author="ana", device="d", moment=NOW, text=f"topic {number} — ❤️"))
            tx.add(Victory.new(author="ben", device="d", moment=NOW, text=f"victory {number}"))
    ledger.db.table("weather").insert({"sky": "grey"})
    ledger.close(NOW)
    return places


def salvaged(places: Places) -> Salvaged:
    found = salvage(places, DISK)
    assert found is not None
    return found


def words(found: Salvaged) -> list[str]:
    return [doc["text"] for kind in ("topic", "victory") for doc in found.state.table(kind).rows.values()]


ALL = [f"topic {number} — ❤️" for number in range(3)] + [f"victory {number}" for number in range(3)]


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    before = path.read_bytes()
    path.write_bytes(change(before))
    assert path.read_bytes() != before


def by_hand(change: Callable[[dict[str, Any]], Any]) -> Callable[[bytes], bytes]:
    """Change the file as a program would that reads and writes all of it."""

    def changed(data: bytes) -> bytes:
        content = json.loads(data)
        change(content)
        return json.dumps(content, indent=1).encode()

    return changed


def test_a_file_that_another_program_wrote_is_read_whole(closed: Places) -> None:
    spoil(closed.ledger, by_hand(lambda content: None))

    found = salvaged(closed)

    assert (found.records, found.left_out) == (6, 0)
    assert sorted(words(found)) == sorted(ALL)
    assert found.state.table("weather").rows == {"1": {"sky": "grey"}}


def test_what_was_salvaged_opens(closed: Places) -> None:
    spoil(closed.ledger, lambda data: b"\xef\xbb\xbf" + data)
    with pytest.raises(LedgerDamaged):
        Ledger.open(closed, moment=NOW)

    (aside,) = restore(closed, salvaged(closed).state, NOW)[:1]

    ledger = Ledger.open(closed, moment=NOW)
    assert sorted(each.text for kind in (Topic, Victory) for each in ledger.all(kind)) == sorted(ALL)
    assert aside.read_bytes().startswith(b"\xef\xbb\xbf")


def test_one_bad_byte_costs_one_entry(closed: Places) -> None:
    spoil(closed.ledger, lambda data: data.replace(b"victory 1", b"victory\x00\x00"))

    found = salvaged(closed)

    assert (found.records, found.left_out) == (5, 1)
    assert sorted(words(found)) == sorted(set(ALL) - {"victory 1"})


def test_entries_under_a_misspelt_heading_are_still_what_they_say(closed: Places) -> None:
    spoil(closed.ledger, lambda data: data.replace(b'"topic":{', b'"topc":{'))

    found = salvaged(closed)

    assert (found.records, found.left_out) == (6, 0)
    assert sorted(words(found)) == sorted(ALL)
    assert found.state.table("weather").rows == {"1": {"sky": "grey"}}


def test_two_copies_that_went_different_ways_are_both_read(closed: Places) -> None:
    copy = closed.ledger.read_bytes()
    here = Ledger.open(closed, moment=NOW)
    with here.transaction() as tx:
        tx.add(topic := Topic.new(author="ana", device="d", moment=NOW, text="written here"))
    with here.transaction() as tx:
        tx.replace(topic.changed(NOW, text="written here, and corrected"))
    journal = closed.journal.read_bytes()
    closed.ledger.write_bytes(copy)
    closed.journal.unlink()
    there = Ledger.open(closed, moment=NOW)
    with there.transaction() as tx:
        tx.add(Topic.new(author="ben", device="e", moment=NOW, text="written there"))
    there.close(NOW)
    closed.journal.write_bytes(journal)

    assert sorted(words(salvaged(closed))) == sorted([*ALL, "written here, and corrected", "written there"])


def test_a_file_that_ends_too_early_gives_what_is_there(closed: Places) -> None:
    spoil(closed.ledger, lambda data: data[: data.index(b"victory 1")])

    found = salvaged(closed)

    assert words(found) == [*ALL[:4]]
    assert found.left_out == 1


def test_a_block_of_zeros_costs_what_it_covers(closed: Places) -> None:
    def blank(data: bytes) -> bytes:
        start, end = data.index(b"topic 1"), data.index(b"victory 0")
        return data[:start] + b"\0" * (end - start) + data[end:]

    spoil(closed.ledger, blank)

    assert sorted(words(salvaged(closed))) == sorted([ALL[0], "victory 1", "victory 2"])


@pytest.mark.parametrize("name", [b'"\0ictory":{', b'"vic\xfftory":{', b"victory:{"])
def test_a_damaged_heading_costs_no_entry(closed: Places, name: bytes) -> None:
    spoil(closed.ledger, lambda data: data.replace(b'"victory":{', name))

    assert sorted(words(salvaged(closed))) == sorted(ALL)


def test_without_its_first_line_the_entries_still_say_what_they_are(closed: Places) -> None:
    spoil(closed.ledger, lambda data: data[data.index(b"\n") + 10 :])

    assert sorted(words(salvaged(closed))) == sorted(ALL)


def test_an_entry_of_wrong_types_is_left_out(closed: Places) -> None:
    def change(content: dict[str, Any]) -> None:
        content["topic"]["2"]["day"] = "someday"
        content["topic"]["3"] = "not even an entry"

    spoil(closed.ledger, by_hand(change))

    found = salvaged(closed)

    assert (found.records, found.left_out) == (4, 2)
    restore(closed, found.state, NOW)
    assert len(Ledger.open(closed, moment=NOW).all(Topic)) == 1


def test_the_journal_is_read_too(closed: Places) -> None:
    ledger = Ledger.open(closed, moment=NOW)
    for text in ("late 1", "late 2", "late 3"):
        with ledger.transaction() as tx:
            tx.add(Topic.new(author="ana", device="d", moment=NOW, text=text))
    spoil(closed.ledger, by_hand(lambda content: None))

    assert words(salvaged(closed))[3:6] == ["late 1", "late 2", "late 3"]

    spoil(closed.journal, lambda data: data.replace(b"late 2", b"late X"))

    assert words(salvaged(closed))[3:5] == ["late 1", "late 3"]


def test_a_damaged_journal_costs_its_damaged_line(closed: Places) -> None:
    ledger = Ledger.open(closed, moment=NOW)
    for text in ("late 1", "late 2", "late 3"):
        with ledger.transaction() as tx:
            tx.add(Topic.new(author="ana", device="d", moment=NOW, text=text))
    spoil(closed.journal, lambda data: data.replace(b"late 2", b"late X"))
    with pytest.raises(LedgerDamaged):
        Ledger.open(closed, moment=NOW)

    restore(closed, salvaged(closed).state, NOW)

    ledger = Ledger.open(closed, moment=NOW)
    assert [each.text for each in ledger.all(Topic)][3:] == ["late 1", "late 3"]


def test_a_strangers_journal_is_not_mixed_in(closed: Places, tmp_path: Path) -> None:
    other = Places.resolve(tmp_path / "theirs.json", {"HOME": str(tmp_path)})
    theirs = Ledger.open(other, moment=NOW)
    with theirs.transaction() as tx:
        tx.add(Topic.new(author="cleo", device="d", moment=NOW, text="theirs"))
    closed.journal.write_bytes(other.journal.read_bytes())

    assert sorted(words(salvaged(closed))) == sorted(ALL)


def test_an_older_line_of_the_journal_takes_nothing_back(closed: Places) -> None:
    ledger = Ledger.open(closed, moment=NOW)
    topic = ledger.all(Topic)[0]
    for text in ("second", "third"):
        topic = topic.changed(NOW, text=text)
        with ledger.transaction() as tx:
            tx.replace(topic)
    lines = closed.journal.read_bytes()
    ledger.close(NOW)
    first_only = lines[: lines.index(b"\n") + 1]
    closed.journal.write_bytes(first_only)
    spoil(closed.ledger, by_hand(lambda content: None))

    assert words(salvaged(closed))[0] == "third"


def test_an_older_form_is_brought_up_to_date_on_the_way(places: Places) -> None:
    places.ledger.write_bytes(OLD.read_bytes().replace(b"hopeful", b"hoqeful"))

    found = salvaged(places)

    assert (found.records, found.left_out, found.state.schema) == (9, 0, snapshot.SCHEMA)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"\0" * 500,
        b"\xff\xfe",
        b'{"_default":{"1":{"id":"x","type":"topic","text":"y"}}}',
        b'{"topic":{"1":{"name":"a recipe"}}}',
        b"[" * 100_000,
        b'{"_meta":' * 50_000,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_where_nothing_is_ours_there_is_nothing_to_salvage(places: Places, content: bytes) -> None:
    places.ledger.write_bytes(content)

    assert salvage(places, DISK) is None


def test_where_there_is_no_file_there_is_nothing_to_salvage(places: Places) -> None:
    assert salvage(places, DISK) is None


def test_a_newer_form_is_left_to_a_newer_program(closed: Places) -> None:
    def raise_it(content: dict[str, Any]) -> None:
        content["_meta"]["1"]["schema"] = snapshot.SCHEMA + 1

    spoil(closed.ledger, by_hand(raise_it))

    assert salvage(closed, DISK) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_broken_nothing_is_made_up(closed: Places, data: st.DataObject) -> None:
    whole = closed.ledger.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.sampled_from([0, 1, 40, 600, 4096]))
    new = data.draw(st.binary(max_size=12))
    try:
        closed.ledger.write_bytes(whole[:at] + new + whole[at + length :])
        found = salvage(closed, DISK)
    finally:
        closed.ledger.write_bytes(whole)

    lost = whole[max(0, at - 1) : at + length + 1].count(b"\n")
    assert found is None or found.records <= 6
    if found is not None:
        same = set(words(found)) & set(ALL)
        assert len(same) >= 6 - lost - 2, "lines that were not touched are there"
