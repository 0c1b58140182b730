"""A change that leaves nothing readable of what was there before: no line of a journal tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.evening import NOW, add, opened, places_in, texts
from trust_tui.model.kept import Topic
from trust_tui.store import Conflict, Ledger, Transaction


def test_what_was_there_before_is_in_no_file_once_it_is_done(tmp_path: Path) -> None:
    places = places_in(tmp_path)
    ledger = opened(places)
    add(ledger, "zz-before")
    ledger.maintain(NOW)
    add(ledger, "zz-in-the-journal")
    other = opened(places)
    with ledger.whole() as tx:
        for topic in tx.all(Topic):
            tx.replace(topic.changed(NOW, text="since"))
        assert [topic.text for topic in ledger.all(Topic)] == ["since", "since"], "its own thread sees it"
    assert b"zz-" not in places.ledger.read_bytes()
    assert places.journal.read_bytes() == b""
    assert other.catch_up()
    assert texts(other) == texts(ledger) == ["since", "since"]
    add(other, "later")
    assert texts(opened(places)) == ["since", "since", "later"]


def _changes_it_twice(tx: Transaction) -> None:
    (topic,) = tx.all(Topic)
    for _ in range(2):
        tx.replace(topic.changed(NOW, text="since"))


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_one_that_raises_changes_nothing(tmp_path: Path, kind: str) -> None:
    ledger = opened(places_in(tmp_path)) if kind == "disk" else Ledger.in_memory()
    add(ledger, "before")
    with pytest.raises(Conflict), ledger.whole() as tx:
        _changes_it_twice(tx)
    assert texts(ledger) == ["before"]
    add(ledger, "later")
    assert texts(ledger) == ["before", "later"]
