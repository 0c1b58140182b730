"""What happened in the made-up year: every kind of text and answer, and one that only its writer reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.services.happened.writing import everything
from trust_tui.model.breach import TEXTS, What
from trust_tui.model.moments import Moment
from trust_tui.services.companion import Companion
from trust_tui.services.demo import records
from trust_tui.store import Ledger, MemoryDrafts

TODAY = date(2026, 11, 22)
NOW = Moment(datetime(2026, 11, 22, 12, tzinfo=UTC), TODAY, "Europe/Lisbon")


def demo() -> Companion:
    ledger = Ledger.in_memory()
    with ledger.transaction() as tx:
        for record in records(NOW):
            tx.add(record)
    return Companion(ledger, lambda: NOW, "demo", MemoryDrafts())


def test_every_kind_of_text_and_answer_is_there_and_the_links_hold() -> None:
    companion = demo()
    nora, sam = companion.couple.people
    details = [companion.happened.detail(sam, row.id) for row in companion.happened.rows(sam)]
    there = [each for each in details if each is not None]
    assert {each.row.kind for each in there} == set(TEXTS)
    said = [entry for each in there for entry in each.said]
    assert {entry.what for entry in said} == {"", *What}
    assert all(entry.day <= TODAY for entry in said)
    assert any(entry.is_earlier for entry in said)
    assert any(len(each.wordings) > 1 for each in there)
    assert [row.id for row in companion.happened.rows(sam)][-1] == there[-1].row.id
    assert there[-1].row.heading is None

    (promised,) = [each for each in there if each.promise is not None]
    assert promised.promise is not None
    detail = companion.promises.detail(nora, promised.promise.id, TODAY)
    assert detail is not None
    assert detail.from_apology == promised.row.day
    assert len(companion.happened.needs_now(sam)) == 2
    assert not any(row.waits for person in (nora, sam) for row in companion.happened.rows(person))


def test_what_nora_keeps_to_herself_is_not_there_for_sam() -> None:
    companion = demo()
    nora, sam = companion.couple.people
    kept = [row for row in companion.happened.rows(nora) if row.is_private]
    assert [row.heading.name for row in kept if row.heading] == ["The phone at night"]
    for words in ("The phone at night", "To be woken", "making it smaller"):
        assert words in everything(companion, nora)
        assert words not in everything(companion, sam)
