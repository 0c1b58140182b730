"""A disk on which the program dies at a chosen effect, and a TinyDB that says what should be there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from trust_tui.model.kept import Topic
from trust_tui.store import Disk
from trust_tui.store.mapping import to_doc, to_record


class Crash(BaseException):
    """The end of the program. Nothing after it may have an effect."""


class CrashingDisk(Disk):
    """A disk that can be told when the program dies. What was done until then is seen by whoever comes next.

    It does not wait for the medium: whoever dies while the machine lives on leaves the same behind.
    """

    def __init__(self) -> None:
        self._left: int | None = None
        self._share = 0.0
        self._is_dead = False

    def die_at(self, when: tuple[int, float] | None) -> None:
        """Let the program die so many effects from now, a write being done to a share first; or never."""
        self._left, self._share = when or (None, 0.0)

    def _count(self) -> bool:
        """Say whether the program dies now."""
        if self._is_dead:
            raise Crash
        if self._left is not None:
            self._left -= 1
            self._is_dead = self._left < 0
        return self._is_dead

    def _step(self) -> None:
        if self._count():
            raise Crash

    def create(self, path: Path) -> int:
        self._step()
        return super().create(path)

    def open(self, path: Path) -> int:
        self._step()
        return super().open(path)

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        if self._count():
            super().write(descriptor, data[: int(len(data) * self._share)], at)
            raise Crash
        super().write(descriptor, data, at)

    def truncate(self, descriptor: int, length: int) -> None:
        self._step()
        super().truncate(descriptor, length)

    def sync_data(self, descriptor: int) -> None:
        self._step()

    def sync(self, descriptor: int) -> None:
        self._step()

    def replace(self, source: Path, target: Path) -> None:
        self._step()
        super().replace(source, target)

    def link(self, path: Path, second: Path) -> None:
        self._step()
        super().link(path, second)

    def unlink(self, path: Path) -> None:
        self._step()
        super().unlink(path)

    def mkdir(self, path: Path) -> None:
        self._step()
        super().mkdir(path)

    def sync_folder(self, folder: Path) -> None:
        self._step()


class _Copying(MemoryStorage):
    """TinyDB's own memory, with nothing shared between documents, as a file would keep them."""

    def read(self) -> Any:
        return json.loads(json.dumps(super().read()))

    def write(self, data: Any) -> None:
        super().write(json.loads(json.dumps(data)))


class Reference:
    """What a ledger should hold: a plain TinyDB in memory, with just enough of a ledger's manners."""

    def __init__(self, memory: Any = None) -> None:
        self._storage = _Copying()  # type: ignore[no-untyped-call]
        self._storage.write(memory)
        self.db = TinyDB(storage=lambda: self._storage)

    @property
    def memory(self) -> Any:
        """All of it."""
        return self._storage.read()

    @contextmanager
    def transaction(self) -> Iterator[Reference]:
        before = self.memory
        try:
            yield self
        except BaseException:
            self._storage.write(before)
            for name in self.db.tables():
                self.db.table(name).clear_cache()
            raise

    def add(self, record: Topic) -> None:
        self.db.table(record.kind).insert(to_doc(record))

    def replace(self, record: Topic) -> None:
        def put(doc: Any) -> None:
            doc.clear()
            doc.update(to_doc(record))

        self.db.table(record.kind).update(put, where("id") == record.id)

    def get(self, kind: type[Topic], record_id: str) -> Topic | None:
        doc = self.db.table(kind.kind).get(where("id") == record_id)
        return to_record(kind, dict(doc)) if doc else None
