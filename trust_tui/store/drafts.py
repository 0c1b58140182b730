"""What is being typed and not yet saved: one small file per form, so that a crash costs a second at most."""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from pathlib import Path
from typing import Any, Protocol

from trust_tui.store.disk import Disk
from trust_tui.store.errors import write_problem
from trust_tui.store.sealing import Seal, Sealer


class DraftStore(Protocol):
    """Keeps drafts by key. A key is any text that names one form, such as "checkin.<person>.<day>"."""

    def save(self, key: str, draft: dict[str, Any]) -> None:
        """Keep a draft, in place of the one before it.

        Args:
            key: The form it belongs to.
            draft: Whatever JSON can hold; tuples come back as lists.

        Raises:
            LedgerError: If it could not be written; the one before is then still there.
        """

    def load(self, key: str) -> dict[str, Any] | None:
        """Return the draft of this form, or None."""

    def drop(self, key: str) -> None:
        """Let a draft go; it need not exist.

        Raises:
            LedgerError: If it could not be removed.
        """

    def keys(self) -> list[str]:
        """Return the keys of all drafts, sorted."""


class MemoryDrafts:
    """Drafts that end with the program: for the demo and for tests."""

    def __init__(self) -> None:
        self._drafts: dict[str, bytes] = {}

    def save(self, key: str, draft: dict[str, Any]) -> None:
        """Keep a draft, in place of the one before it."""
        # Encoded, so that it comes back exactly as it would from a file.
        self._drafts[key] = encoded(key, draft)

    def load(self, key: str) -> dict[str, Any] | None:
        """Return the draft of this form, or None."""
        return decoded(self._drafts[key])[1] if key in self._drafts else None

    def drop(self, key: str) -> None:
        """Let a draft go; it need not exist."""
        self._drafts.pop(key, None)

    def keys(self) -> list[str]:
        """Return the keys of all drafts, sorted."""
        return sorted(self._drafts)


class Drafts:
    """Drafts as files in a folder of their own, each written whole or not at all."""

    def __init__(self, folder: Path, disk: Disk, seal: Seal | None = None) -> None:
        """Keep drafts in `folder`, written as the ledger that they belong to is."""
        self._folder = folder
        self._disk = disk
        self._seal = seal or Seal()

    def save(self, key: str, draft: dict[str, Any]) -> None:
        """Keep a draft, in place of the one before it; on the disk for good when this returns.

        Raises:
            LedgerError: If it could not be written; the one before is then still there.
        """
        path = self._folder
        try:
            with self._seal.turn:
                path = self._path(key)
                with self._seal.writing(path):
                    self._disk.make_folders(self._folder)
                    self._disk.write_whole(path, self._seal.sealer.seal(encoded(key, draft)))
        except OSError as error:
            raise write_problem(error, path) from error

    def load(self, key: str) -> dict[str, Any] | None:
        """Return the draft of this form, or None. One that cannot be read is set aside, never removed."""
        if not self._names():
            return None
        found = self._read(self._path(key))
        return found[1] if found and found[0] == key else None

    def drop(self, key: str) -> None:
        """Let a draft go; it need not exist.

        Raises:
            LedgerError: If it could not be removed.
        """
        path = self._path(key)
        try:
            if self._disk.is_there(path):
                self._disk.unlink(path)
                self._disk.sync_folder(self._folder)
        except FileNotFoundError:
            pass  # another window let it go first
        except OSError as error:
            raise write_problem(error, path) from error
        self._disk.remove_leftovers(path)

    def keys(self) -> list[str]:
        """Return the keys of all drafts that can be read, sorted."""
        suffix = DRAFT + self._seal.sealer.suffix
        names = [name for name in self._names() if name.endswith(suffix) and not name.startswith(".")]
        found = [self._read(self._folder / name) for name in names]
        return sorted(draft[0] for draft in found if draft)

    def _names(self) -> list[str]:
        try:
            return self._disk.names(self._folder)
        except OSError:
            return []  # what cannot be looked at cannot be offered

    def _read(self, path: Path) -> tuple[str, dict[str, Any]] | None:
        try:
            if not self._disk.is_plain_file(path):
                return None
            return decoded(self._seal.sealer.unseal(self._disk.read(path)))
        except ValueError:
            self._set_aside(path)
        except OSError:
            pass  # it may be readable again later
        return None

    def _set_aside(self, path: Path) -> None:
        # Where even that is not possible, it stays where it is until the next save takes its place.
        with contextlib.suppress(OSError):
            self._disk.set_aside(path, path.name + ".unreadable")

    def _path(self, key: str) -> Path:
        return self._folder / file_name(key, self._seal.sealer)


DRAFT = ".draft"


def file_name(key: str, sealer: Sealer) -> str:
    """Return the name of a key's file. It cannot lead elsewhere, and a hash tells like names apart.

    What the form is about, and whose, is not told by the name of a sealed one.
    """
    slug = "" if sealer.is_sealed else re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:60] + "-"
    return f"draft-{slug}{sealer.mark(key)}{DRAFT}{sealer.suffix}"


def encoded(key: str, draft: dict[str, Any]) -> bytes:
    """Return a checksum and the JSON it is of, on one line.

    Not with orjson: a paste can hold half a character, and a draft takes whatever was typed.
    """
    body = json.dumps({"key": key, "draft": draft}, ensure_ascii=False).encode(errors="surrogatepass")
    return b"%08x %b\n" % (zlib.crc32(body), body)


def decoded(data: bytes) -> tuple[str, dict[str, Any]]:
    """Return key and draft.

    Raises:
        ValueError: If the data is not what `encoded` made.
    """
    check, _, body = data.removesuffix(b"\n").partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        raise ValueError("the checksum is off")
    try:
        content = json.loads(body.decode(errors="surrogatepass"))
        key, draft = content["key"], content["draft"]
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("not a draft") from error
    if not isinstance(key, str) or not isinstance(draft, dict):
        raise ValueError("not a draft")  # noqa: TRY004
    return key, draft
