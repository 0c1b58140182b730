"""Whatever is done to a ledger, and whenever it dies: it holds what a plain TinyDB in memory holds.

What was going on when it died may be there, whole, or not at all. Everything before it is there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import TinyDB
from tinydb.table import Document

from tests.store.any_record import TEXTS
from tests.store.crashing import Crash, CrashingDisk, Reference
from tests.store.deeds import (
    DOCUMENTS,
    NUMBERS,
    TABLES,
    Act,
    Part,
    Q,
    Undone,
    add_record,
    change_record,
    content,
    insert,
    numbers,
    remove,
    together,
    update,
)
from tests.store.evening import NOW, later, places_in, topic
from trust_tui.model.kept import Topic
from trust_tui.model.records import Deletion
from trust_tui.store import Ledger, journal, snapshot
from trust_tui.store.state import Change

pytestmark = pytest.mark.slow

WHO = ["this one", "a third"]

Dies = tuple[int, float] | None

SHARES = st.sampled_from([0.0, 0.3, 0.9, 1.0])
DIES = st.none() | st.tuples(st.sampled_from(range(7)), SHARES)
"""When, counted in effects on the disk, the program dies meanwhile; and how much of a write is done then."""
DIES_FOLDING = st.none() | st.tuples(st.sampled_from(range(1, 12)), SHARES)


class Evenings(RuleBasedStateMachine):
    """Two programs on one ledger, of which one dies now and then."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.places = places_in(self.folder)
        self.reference = Reference()
        self.count = 0
        self.day = 0
        self.topics: list[str] = []
        self.numbers: dict[str, int] = {}
        self.open()
        self.other = self.look()
        self.insert_several("notes", [{"n": 0}, {"n": 1}, {"n": 2}], None)
        self.insert_several("_default", [{"n": 0}, {"n": 1}, {"n": 2}], None)

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # What people and programs do.

    @rule(table=TABLES, docs=st.lists(DOCUMENTS, min_size=1, max_size=3), dies=DIES)
    def insert_several(self, table: str, docs: list[dict[str, Any]], dies: Dies) -> None:
        tagged = [self.tagged(doc) for doc in docs]
        self.do(lambda world: world.db.table(table).insert_multiple(deepcopy(tagged)), dies)

    @rule(table=TABLES, doc=DOCUMENTS, far=st.integers(1, 3), dies=DIES)
    def insert_numbered(self, table: str, doc: dict[str, Any], far: int, dies: Dies) -> None:
        tagged = self.tagged(doc)
        number = 1000 * self.count + far
        self.do(lambda world: world.db.table(table).insert(Document(deepcopy(tagged), number)), dies)

    @rule(table=TABLES, n=NUMBERS, fields=DOCUMENTS, dies=DIES)
    def update_some(self, table: str, n: Any, fields: dict[str, Any], dies: Dies) -> None:
        self.do(lambda world: update(table, n, fields)(world, None), dies)

    @rule(table=TABLES, n=NUMBERS, stop_at=st.none() | NUMBERS, dies=DIES)
    def update_in_place(self, table: str, n: Any, stop_at: Any, dies: Dies) -> None:
        def touch(doc: Any) -> None:
            doc.setdefault("list", []).append(n)
            if doc["n"] == stop_at:
                raise Undone

        self.do(lambda world: world.db.table(table).update(touch), dies)

    @rule(table=TABLES, doc=DOCUMENTS, again=st.booleans(), dies=DIES)
    def upsert_one(self, table: str, doc: dict[str, Any], again: bool, dies: Dies) -> None:
        tag = f"tag {self.count}" if again else self.tagged(doc)["tag"]
        self.do(lambda world: world.db.table(table).upsert({"tag": tag} | deepcopy(doc), Q.tag == tag), dies)

    @rule(table=TABLES, n=NUMBERS, dies=DIES)
    def remove_some(self, table: str, n: Any, dies: Dies) -> None:
        self.do(lambda world: remove(table, n)(world, None), dies, takes_away=True)

    @rule(
        table=st.sampled_from(["_default", "notes", "topic"]),
        all_of_them=st.sampled_from([True, False, False]),
        dies=DIES,
    )
    def empty(self, table: str, all_of_them: bool, dies: Dies) -> None:
        if all_of_them:
            self.do(lambda world: world.db.drop_tables(), dies, takes_away=True)
        else:
            self.do(lambda world: world.db.table(table).truncate(), dies, takes_away=True)

    @rule(data=st.data(), is_undone=st.sampled_from([False, False, True]), dies=DIES)
    def transact(self, data: st.DataObject, is_undone: bool, dies: Dies) -> None:
        parts = data.draw(
            st.lists(st.tuples(self.parts(), st.sampled_from([True, True, False])), min_size=1, max_size=4)
        )
        self.do(together(parts, is_undone), dies, takes_away=True)

    @rule(doc=DOCUMENTS, folds=st.booleans(), mine=st.none() | DOCUMENTS, dies=DIES)
    def the_other_writes(
        self, doc: dict[str, Any], folds: bool, mine: dict[str, Any] | None, dies: Dies
    ) -> None:
        theirs = self.tagged(doc)
        self.other.db.table("notes").insert(deepcopy(theirs))
        self.reference.db.table("notes").insert(theirs)
        if folds:
            self.other.maintain(later(days=self.day))
        if mine is not None:
            self.insert_several("notes", [mine], dies)
        else:
            self.attempt(self.ledger.catch_up, dies)

    @rule(doc=DOCUMENTS, days=st.integers(0, 2), dies=DIES_FOLDING)
    def maintain(self, doc: dict[str, Any], days: int, dies: Dies) -> None:
        self.insert_several("notes", [doc], None)
        self.day += days
        self.attempt(lambda: self.ledger.maintain(later(days=self.day)), dies)

    # How it ends, and what is found then.

    @rule(doc=DOCUMENTS, then=DIES, dies=DIES_FOLDING)
    def close(self, doc: dict[str, Any], then: Dies, dies: Dies) -> None:
        self.insert_several("notes", [doc], None)
        if self.attempt(lambda: self.ledger.close(later(days=self.day)), dies):
            self.a_plain_tinydb_reads_it()
        self.open(then)

    @rule(then=DIES)
    def is_killed(self, then: Dies) -> None:
        self.open(then)

    @precondition(lambda self: self.places.journal.exists())
    @rule(
        doc=DOCUMENTS,
        cut=st.sampled_from([0.01, 0.1, 0.5, 0.99, 1.0]),
        zeros=st.booleans(),
        who=st.sampled_from(WHO),
        then=DIES,
    )
    def is_killed_over_a_line(
        self, doc: dict[str, Any], cut: float, zeros: bool, who: str, then: Dies
    ) -> None:
        self.look()  # as each program does before it begins a line
        state = snapshot.parse(self.places.ledger.read_bytes(), self.places.ledger)
        whole = journal.line(state.ledger, 10**6, Change({"notes": {"1": doc}}))
        torn = whole[: int((len(whole) - 1) * cut)]
        if zeros and torn:
            torn = torn[:-1] + b"\0" * 20
        self.places.journal.write_bytes(self.places.journal.read_bytes() + torn)
        if who == "this one":
            self.open(then)

    @precondition(lambda self: self.places.ledger.exists())
    @rule(share=st.floats(0, 1), then=DIES)
    def is_killed_over_a_file(self, share: float, then: Dies) -> None:
        data = self.places.ledger.read_bytes()
        leftover = self.folder / ".ours.json.0123456789abcdef.tmp"
        leftover.write_bytes(data[: int(len(data) * share)])
        self.open(then)
        assert not leftover.exists()

    @invariant()
    def it_holds_what_it_should(self) -> None:
        if hasattr(self, "ledger"):
            assert content(self.ledger.db) == content(self.reference.db)
            now = numbers(self.ledger.db)
            assert {mark: now[mark] for mark in self.numbers if mark in now} == {
                mark: number for mark, number in self.numbers.items() if mark in now
            }, "a document keeps its number"
            self.numbers = now
            assert [each.id for each in self.ledger.all(Topic, include_deleted=True)] == [
                doc["id"] for doc in self.reference.db.table("topic")
            ]

    # How all of this is done.

    def tagged(self, doc: dict[str, Any]) -> dict[str, Any]:
        self.count += 1
        return {"tag": f"tag {self.count}"} | doc

    def new_topic(self, text: str) -> Topic:
        new = topic(text)
        self.topics.append(new.id)
        return new

    def parts(self) -> st.SearchStrategy[Part]:
        chosen = st.sampled_from(self.topics or ["nobody's"])
        return st.one_of(
            st.builds(add_record, TEXTS.map(self.new_topic)),
            st.builds(change_record, chosen, text=TEXTS),
            st.builds(change_record, chosen, deleted=st.just(Deletion("ana", NOW.at))),
            st.builds(insert, TABLES, DOCUMENTS.map(self.tagged)),
            st.builds(update, TABLES, NUMBERS, DOCUMENTS),
            st.builds(remove, TABLES, NUMBERS),
        )

    def do(self, act: Act, dies: Dies, takes_away: bool = False) -> None:
        """Do the same to the ledger and to the reference, and expect the same of both."""
        if takes_away:
            # Records are never taken out, so a file in which some are missing is another one to whoever knew
            # them; only who reads the line that takes them out knows better.
            self.other.catch_up()
        after = Reference(self.reference.memory)
        expected = _problem(lambda: act(after))
        before, self.reference = self.reference, after
        self.attempt(lambda: act(self.ledger), dies, before, after, expected)
        if takes_away:
            self.other.catch_up()

    def attempt(
        self,
        act: Callable[[], Any],
        dies: Dies,
        before: Reference | None = None,
        after: Reference | None = None,
        expected: type[Exception] | None = None,
    ) -> bool:
        """Do something that may be the last thing, and say whether it was not."""
        before, after = before or self.reference, after or self.reference
        self.disk.die_at(dies)
        try:
            assert _problem(act) == expected
        except Crash:
            self.open()
            found = content(self.ledger.db)
            assert found in (content(before.db), content(after.db)), "whole, or not at all"
            self.reference = after if found == content(after.db) else before
            return False
        self.disk.die_at(None)
        return True

    def open(self, dies: Dies = None) -> None:
        self.disk = CrashingDisk()
        self.disk.die_at(dies)
        try:
            self.ledger = Ledger.open(self.places, moment=later(days=self.day), disk=self.disk)
        except Crash:
            self.open()
        self.disk.die_at(None)

    def look(self) -> Ledger:
        return Ledger.open(self.places, moment=NOW, disk=CrashingDisk())

    def a_plain_tinydb_reads_it(self) -> None:
        if self.places.ledger.exists():
            with TinyDB(self.places.ledger, access_mode="r") as plain:
                assert content(plain) == content(self.reference.db)


def _problem(act: Callable[[], Any]) -> type[Exception] | None:
    try:
        act()
    except Undone as problem:
        return type(problem)
    return None


TestEvenings = Evenings.TestCase
TestEvenings.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
