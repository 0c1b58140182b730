"""How a ledger of an older form becomes one of the present form.

Each step works on plain documents, so that it goes on meaning what it meant when the records have long
become different ones. Nothing here touches a file: the backup before and the writing after are the
ledger's business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from trust_tui.model.records import new_id
from trust_tui.store.codec import Doc, copied
from trust_tui.store.errors import Damage, LedgerDamaged
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.state import State, Table

Tables = dict[str, dict[str, Doc]]
"""Documents by number, by table. A step may change them as it likes: they are copies."""


def migrate(state: State) -> State:
    """Return `state` in the present form; the very same one if it is in it, or in a newer one.

    The sequence goes one on, so that the migrated ledger is told from the one it was made of. The outcome
    is the same each time, ids included: two machines that migrate the same ledger still agree.

    Raises:
        LedgerDamaged: If a document is not what it should be in its form.
    """
    if state.schema >= SCHEMA:
        return state
    if state.schema not in STEPS:
        raise LedgerDamaged(
            f"The ledger says that its form is number {state.schema}, which never was. Nothing was touched.",
            Damage.FOREIGN,
        )
    tables = {name: copied(dict(table.rows)) for name, table in state.tables.items()}
    for schema in range(state.schema, SCHEMA):
        STEPS[schema](tables)
    return replace(
        state,
        seq=state.seq + 1,
        schema=SCHEMA,
        tables={name: Table(rows) for name, rows in tables.items() if rows},
    )


def _from_1(tables: Tables) -> None:
    """One mood becomes a list of feelings; what was private becomes a note of its own."""
    notes = tables.setdefault("private_note", {})
    for number, doc in tables.get("checkin", {}).items():
        try:
            mood = doc.pop("mood", "")
            doc.setdefault("feelings", [mood] if mood else [])
            text = doc.pop("private", "")
            if text:
                notes[str(max(map(int, notes), default=0) + 1)] = _note(doc, text)
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise LedgerDamaged(
                f"Entry {number} of “checkin” is not what an entry of form 1 looks like, so the ledger could "
                "not be brought up to date. Nothing was touched.",
                Damage.RECORD,
            ) from problem


def _note(checkin: Doc, text: str) -> Doc:
    chance = hashlib.sha256(checkin["id"].encode()).digest()[:5]
    shared = ("author", "device", "created_at", "updated_at", "tz", "day")
    return {
        "type": "private_note",
        "id": new_id(checkin["author"], datetime.fromisoformat(checkin["created_at"]), chance),
        **{name: checkin[name] for name in shared},
        "visibility": "private",
        "deleted": checkin.get("deleted"),
        "rev": 1,
        "v": 1,
        "text": text,
    }


STEPS: dict[int, Callable[[Tables], None]] = {1: _from_1}
"""What leads from each form to the next."""
