"""Three documents for what is done to the ledger as a TinyDB, and how to look at what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from tinydb import Query, TinyDB, where

A: dict[str, Any] = {"name": "ana", "n": 1, "words": ["calm"], "deep": {"er": [1]}}
B: dict[str, Any] = {"name": "ben", "n": 2, "words": []}
C: dict[str, Any] = {"name": "cleo", "n": 3}

Q = Query()

LOOKS: list[Callable[[TinyDB], Any]] = [
    lambda db: db.search(Q.n == 2),
    lambda db: db.search((Q.n > 1) & ~(Q.name == "cleo")),
    lambda db: db.search(Q.words.any(["calm"])),
    lambda db: db.search(where("deep")["er"].any([1])),
    lambda db: db.search(Q.nothing.exists()),
    lambda db: db.search(Q.fragment({"n": 3})),
    lambda db: db.get(Q.n == 2),
    lambda db: db.get(Q.n == 9),
    lambda db: db.get(doc_id=2),
    lambda db: db.get(doc_id=9),
    lambda db: db.get(doc_ids=[3, 1, 9]),
    lambda db: db.contains(Q.n == 3),
    lambda db: db.contains(doc_id=9),
    lambda db: db.count(Q.n < 3),
    lambda db: db.all(),
    lambda db: list(db),
    lambda db: len(db),
    lambda db: len(db.table("none")),
    lambda db: db.table("topic").all(),
    lambda db: sorted(name for name in db.tables() if db.table(name)),
]
"""All the ways to read."""


def content(db: TinyDB) -> str:
    """Return all there is in a form that tells 1 from True and from 1.0, in whichever order."""
    tables = {name: {doc.doc_id: doc for doc in db.table(name)} for name in db.tables()}
    return json.dumps({name: rows for name, rows in tables.items() if rows}, sort_keys=True)


def filled(db: TinyDB) -> TinyDB:
    """Put the three in the usual table, and one in another."""
    db.insert_multiple(deepcopy([A, B, C]))
    db.table("topic").insert(deepcopy(A))
    return db
