"""Keeps a ledger: who may change it when, and what everybody else sees meanwhile.

This one keeps it in memory alone, for the demo and for tests. `ondisk.py` has the one that keeps it for good.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from trust_tui.store import journal
from trust_tui.store.errors import LedgerReadOnly
from trust_tui.store.lock import PATIENCE, busy
from trust_tui.store.sealing import PLAIN, Seal
from trust_tui.store.snapshot import SCHEMA
from trust_tui.store.staged import Staged
from trust_tui.store.state import Change, State, Table


class Keeper:
    """A ledger in memory. Safe to read on any thread while another one writes."""

    def __init__(self, seal: Seal | None = None) -> None:
        self.seal = seal or Seal()
        """How everything is written."""
        self._state = State("", 0, SCHEMA)
        self._turn = threading.RLock()
        self._staged: Staged | None = None
        self._writer: int | None = None
        self.read_only: str | None = None
        """Why nothing can be saved, in plain words; None when it can."""
        self.notices: list[str] = []
        """What people should be told."""
        self.day = date.min
        """Today, for the name of what has to be set aside."""

    @property
    def state(self) -> State:
        """The present state, without what a transaction is about to do."""
        return self._state

    def table(self, name: str) -> Table:
        """Return a table as the calling thread sees it: within its own transaction, as it will be."""
        staged = self._own_staged()
        return staged.table(name) if staged else self._state.table(name)

    def tables(self) -> Mapping[str, Table]:
        """Return every table as the calling thread sees it."""
        staged = self._own_staged()
        return staged.tables if staged else self._state.tables

    @contextmanager
    def transaction(self) -> Iterator[Staged]:
        """Change several documents together: all of it is kept when the block ends, nothing if it raises.

        Within another transaction of the same thread it is a part of that one, which can fail on its own.

        Raises:
            LedgerBusy: If somebody else holds the ledger for too long.
            LedgerReadOnly: If nothing can be saved.
            LedgerError: If it could not be saved. Nothing has changed then.
        """
        with self._my_turn():
            if self._staged is not None:
                yield from self._nested(self._staged)
                return
            with self._held():
                if self.read_only:
                    raise LedgerReadOnly(self.read_only)
                with self._staging() as staged:
                    yield staged
                change = staged.change
                if change:
                    self._commit(change)

    @contextmanager
    def whole(self) -> Iterator[Staged]:
        """Change several documents together, and leave nothing readable of what they said before.

        Raises:
            LedgerError: As `transaction` does.
        """
        with self.transaction() as staged:
            yield staged

    def catch_up(self) -> bool:
        """Take in what another program wrote. Returns whether there was anything."""
        return False

    def fold(self) -> bool:
        """Write the ledger as a whole. Returns whether there was anything to write."""
        return False

    def forget(self) -> None:
        """Know nothing any more, and no key."""
        with self._my_turn():
            self._state = State("", 0, SCHEMA)
            self.seal.use(PLAIN)

    @contextmanager
    def _staging(self) -> Iterator[Staged]:
        """Let the calling thread see, within the block, what it is about to do."""
        self._staged, self._writer = staged, _ = Staged(self._state), threading.get_ident()
        try:
            yield staged
        finally:
            self._staged = self._writer = None

    def _nested(self, staged: Staged) -> Iterator[Staged]:
        mark = staged.mark()
        try:
            yield staged
        except BaseException:
            staged.back_to(mark)
            raise

    @contextmanager
    def _my_turn(self, patience: float = PATIENCE) -> Iterator[None]:
        """Keep this program's other threads from writing."""
        if not self._turn.acquire(timeout=patience):
            raise busy(self._place)
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep other programs from writing, and know what they wrote."""
        yield

    def _commit(self, change: Change) -> None:
        """Keep a change for good. When it raises, nothing has changed."""
        # Through the codec even here: what is not JSON is refused, and nothing is shared with the caller.
        line = journal.line(self._state.ledger, self._state.seq + 1, change)
        self._state = self._state.after(journal.change_in(line))

    @property
    def _place(self) -> Path:
        """The path to name in messages."""
        return Path("memory")

    def _own_staged(self) -> Staged | None:
        return self._staged if self._writer == threading.get_ident() else None
