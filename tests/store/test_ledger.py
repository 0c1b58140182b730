"""Records in, records out: as they were written, whoever else wrote in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tinydb.operations import delete

from tests.store.any_record import SECRET, plain_record
from tests.store.evening import NOW, add, later, opened, places_in, texts
from trust_tui.model.checkin import CheckIn
from trust_tui.model.kept import Topic, Victory
from trust_tui.model.kinds import KINDS
from trust_tui.model.records import Deletion, Visibility
from trust_tui.store import Conflict, Damage, Ledger, LedgerDamaged, LedgerError, LedgerReadOnly


@pytest.fixture(params=["file", "memory"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    return opened(places_in(tmp_path)) if request.param == "file" else Ledger.in_memory()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path


def checkin(day: int = 0, **own: Any) -> CheckIn:
    moment = later(days=day)
    return CheckIn.new(author="ana", device="d", moment=moment, written_on=moment.day, **own)


def save(ledger: Ledger, *records: Any) -> None:
    with ledger.transaction() as tx:
        for record in records:
            tx.add(record)


def remove(ledger: Ledger, record: Topic) -> Topic:
    gone = record.changed(NOW, deleted=Deletion("ana", NOW.at))
    with ledger.transaction() as tx:
        tx.replace(gone)
    return gone


# In and out.


def test_every_kind_comes_out_as_it_went_in(ledger: Ledger) -> None:
    records = {kind: plain_record(kind) for kind in KINDS.values()}
    save(ledger, *records.values())

    for kind, record in records.items():
        assert ledger.get(kind, record.id) == record
        assert ledger.all(kind, include_deleted=True) == [record]


def test_and_after_the_next_start_too(path: Path) -> None:
    records = {kind: plain_record(kind) for kind in KINDS.values()}
    save(opened(places_in(path)), *records.values())

    for _ in ("from the journal", "from the file"):
        ledger = opened(places_in(path))
        assert {kind: ledger.get(kind, record.id) for kind, record in records.items()} == records
        ledger.close(NOW)


def test_records_come_in_the_order_they_were_written(ledger: Ledger) -> None:
    first, *_ = add(ledger, "b", "a", "c")
    with ledger.transaction() as tx:
        tx.replace(first.changed(later(days=1), text="b, later"))

    assert texts(ledger) == ["b, later", "a", "c"]


def test_what_is_not_there_is_none(ledger: Ledger) -> None:
    add(ledger, "x")

    assert ledger.get(Topic, "nobody's") is None
    assert ledger.get(Victory, ledger.all(Topic)[0].id) is None
    assert ledger.all(Victory) == []


def test_records_can_be_asked_for_by_what_they_say(ledger: Ledger) -> None:
    calm, tired = checkin(0, safe=4, feelings=("calm",)), checkin(1, safe=None, visibility=Visibility.PRIVATE)
    save(ledger, calm, tired)

    assert ledger.all(CheckIn, day=NOW.day) == [calm]
    assert ledger.all(CheckIn, safe=4) == [calm]
    assert ledger.all(CheckIn, safe=None) == [tired]
    assert ledger.all(CheckIn, feelings=("calm",)) == [calm]
    assert ledger.all(CheckIn, visibility=Visibility.PRIVATE) == [tired]
    assert ledger.all(CheckIn, author="ana", released=False) == [calm, tired]
    assert ledger.all(CheckIn, author="ana", safe=1) == []
    assert ledger.all(CheckIn, created_at=NOW.at) == [calm]


def test_a_field_that_an_older_program_did_not_write_has_its_default(ledger: Ledger) -> None:
    record = checkin()
    save(ledger, record)
    for name in ("released", "feelings", "rev"):
        ledger.db.table("checkin").update(delete(name))

    assert ledger.all(CheckIn, released=False, feelings=(), rev=1) == [record]
    assert ledger.all(CheckIn, released=True) == []


def test_what_was_removed_is_kept_out_of_sight(ledger: Ledger) -> None:
    gone, kept = add(ledger, "gone", "kept")
    gone = remove(ledger, gone)

    assert ledger.all(Topic) == [kept]
    assert ledger.all(Topic, include_deleted=True) == [gone, kept]
    assert ledger.all(Topic, text="gone") == []
    assert ledger.get(Topic, gone.id) == gone


# What others wrote.


def test_what_a_newer_program_wrote_survives_an_update(path: Path) -> None:
    ledger = opened(places_in(path))
    (record,) = add(ledger, "x")
    ledger.db.table("topic").update({"mood": {"now": [1, None]}})
    ledger.db.table("weather").insert({"sky": "grey"})
    ledger.close(NOW)

    ledger = opened(places_in(path))
    read = ledger.get(Topic, record.id)
    assert read is not None
    with ledger.transaction() as tx:
        tx.replace(read.changed(NOW, text="y"))
    ledger.close(NOW)

    db = opened(places_in(path)).db
    (doc,) = db.table("topic")
    assert (doc["text"], doc["mood"]) == ("y", {"now": [1, None]})
    assert db.table("weather").all() == [{"sky": "grey"}]


@pytest.mark.parametrize("field", ["text", "day", "rev"])
def test_a_document_that_is_no_record_is_refused_in_words_that_quote_nobody(
    ledger: Ledger, field: str
) -> None:
    add(ledger, "x")
    ledger.db.table("topic").insert(ledger.db.table("topic").all()[0] | {"id": "odd", field: [SECRET]})

    for ask in (lambda: ledger.all(Topic), lambda: ledger.get(Topic, "odd")):
        with pytest.raises(LedgerDamaged) as caught:
            ask()
        assert str(caught.value) == (
            "Entry 2 of “topic” holds something that this program cannot understand, in its field "
            f"“{field}”. Nothing was changed."
        )
        assert caught.value.kind == Damage.RECORD


# The end, and what people are told.


def test_a_notice_is_given_once() -> None:
    ledger = Ledger.in_memory()
    ledger._keeper.notices += ["one", "two"]

    assert ledger.notices() == ["one", "two"]
    assert ledger.notices() == []


def test_after_the_end_nothing_is_saved_and_all_is_read(ledger: Ledger) -> None:
    (record,) = add(ledger, "x")
    ledger.close(NOW)
    ledger.close(NOW)

    assert ledger.read_only == "The ledger has been closed."
    with pytest.raises(LedgerReadOnly, match="has been closed"):
        add(ledger, "y")
    assert (texts(ledger), ledger.get(Topic, record.id)) == (["x"], record)
    assert ledger.notices() == []


def test_what_people_are_told_is_always_of_one_kind() -> None:
    assert issubclass(Conflict, LedgerError)
    assert issubclass(LedgerReadOnly, LedgerError)
    assert issubclass(LedgerDamaged, LedgerError)


def test_one_kept_in_memory_is_nobodys_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = Ledger.in_memory()
    add(ledger, "x")
    ledger.maintain(NOW)
    assert ledger.catch_up() is False
    ledger.close(NOW)

    assert list(tmp_path.iterdir()) == []
    assert ledger.notices() == []
