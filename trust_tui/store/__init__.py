"""Where everything is kept: the only floor that knows files, locks, backups and TinyDB.

From a save to the disk: `ledger` turns records into documents (`mapping`) and stages them (`staged`);
`keeper` lets one writer in at a time; `ondisk` appends a line to the `journal`, and now and then folds it
into the `snapshot`. `disk` is where the operating system begins. `tables` lets TinyDB look at all of it.
"""

from __future__ import annotations

from trust_tui.store.config import Config
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts, DraftStore, MemoryDrafts
from trust_tui.store.errors import (
    Conflict,
    Damage,
    DiskFull,
    LedgerBusy,
    LedgerDamaged,
    LedgerErased,
    LedgerError,
    LedgerLocked,
    LedgerReadOnly,
    LedgerReplaced,
    PassphraseProblem,
    PlaceProblem,
    SealChanged,
    WriteFailed,
    WrongPassphrase,
    path_text,
)
from trust_tui.store.handing_on import free_file, out_path, read_in, write_out
from trust_tui.store.identity import device_id
from trust_tui.store.ledger import Ledger, Transaction
from trust_tui.store.log import write_log
from trust_tui.store.paths import Places
from trust_tui.store.sealing import Seal

__all__ = [
    "Config",
    "Conflict",
    "Damage",
    "Disk",
    "DiskFull",
    "DraftStore",
    "Drafts",
    "Ledger",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerErased",
    "LedgerError",
    "LedgerLocked",
    "LedgerReadOnly",
    "LedgerReplaced",
    "MemoryDrafts",
    "PassphraseProblem",
    "PlaceProblem",
    "Places",
    "Seal",
    "SealChanged",
    "Transaction",
    "WriteFailed",
    "WrongPassphrase",
    "device_id",
    "free_file",
    "out_path",
    "path_text",
    "read_in",
    "write_log",
    "write_out",
]
