"""What can be done alike to a ledger and to a reference, alone or several things in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st
from tinydb import Query, TinyDB

from tests.store.any_record import TEXTS
from tests.store.evening import NOW
from trust_tui.model.kept import Topic

Q = Query()

Act = Callable[[Any], Any]
"""Does something to a ledger or to a reference, which are alike in what it needs."""

Content = dict[str, dict[str, str]]
"""Each document as JSON, by what marks it out, by table."""

NUMBERS = st.sampled_from([0, 1, 2, True, False, 1.0])
DOCUMENTS = st.fixed_dictionaries(
    {"n": NUMBERS}, optional={"text": TEXTS, "list": st.lists(NUMBERS, max_size=2)}
)
TABLES = st.sampled_from(["_default", "notes"])


class Undone(Exception):
    """Somebody changed their mind within a transaction."""


def content(db: TinyDB) -> Content:
    """Return all there is, without TinyDB's numbers."""
    found: Content = {}
    for name in db.tables() - {"_meta"}:
        rows = db.table(name).all()
        marked = {doc["tag" if "tag" in doc else "id"]: json.dumps(doc, sort_keys=True) for doc in rows}
        assert len(marked) == len(rows), "a document is there twice"
        if marked:
            found[name] = marked
    return found


def numbers(db: TinyDB) -> dict[str, int]:
    """Return TinyDB's number of each document."""
    return {
        f"{name} {doc.get('tag', doc.get('id'))}": doc.doc_id
        for name in db.tables()
        for doc in db.table(name)
    }


# Parts of transactions: what to do, given the ledger or the reference and what its transaction is called.

Part = Callable[[Any, Any], Any]


def add_record(record: Topic) -> Part:
    return lambda _, tx: tx.add(record)


def change_record(record_id: str, **changes: Any) -> Part:
    def part(_: Any, tx: Any) -> None:
        found = tx.get(Topic, record_id)
        if found is not None:
            tx.replace(found.changed(NOW, **changes))

    return part


def insert(table: str, doc: dict[str, Any]) -> Part:
    return lambda world, _: world.db.table(table).insert(deepcopy(doc))


def update(table: str, n: Any, fields: dict[str, Any]) -> Part:
    return lambda world, _: world.db.table(table).update(deepcopy(fields), Q.n == n)


def remove(table: str, n: Any) -> Part:
    return lambda world, _: world.db.table(table).remove(Q.n == n)


def together(parts: list[tuple[Part, bool]], is_undone: bool) -> Act:
    """Do the parts in one transaction; those with False are undone by themselves."""

    def undone(world: Any, part: Part) -> None:
        with suppress(Undone), world.transaction() as tx:
            part(world, tx)
            raise Undone

    def act(world: Any) -> None:
        with world.transaction() as tx:
            for part, stays in parts:
                if stays:
                    part(world, tx)
                else:
                    undone(world, part)
            if is_undone:
                raise Undone

    return act
