"""Readable or sealed: how everything that belongs to one ledger is written.

Without a passphrase it is written as it is. With one, the ledger's file, each line of its journal, its
backups and its drafts are age files of their own, all to one key, and that key lies beside the ledger,
wrapped in the passphrase. What wraps and unwraps is in `sealed`, which nobody imports who needs it not.

The ledger's own file says which of the two holds: it is put in place in one step, so there is no in between.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from trust_tui.store.disk import Disk, StatKey
from trust_tui.store.errors import LedgerErased, SealChanged, path_text
from trust_tui.store.paths import Places

MAGIC = b"age-encryption.org/v1\n"
"""How each age file begins."""

HEAD = 4096
"""Bytes within which an age file says who can open it."""

SUFFIX = ".age"


class Unsealable(ValueError):
    """Bytes that this sealer cannot read: damaged, sealed to another key, or not sealed at all."""


class Sealer(Protocol):
    """Writes bytes so that only those can read them who shall, and reads them again."""

    is_sealed: bool
    """Whether it takes a key to read what this one writes."""
    suffix: str
    """What it adds to the name of a file of its own."""

    def seal(self, data: bytes) -> bytes:
        """Return `data` as it is to be written."""

    def unseal(self, data: bytes) -> bytes:
        """Return what `seal` was given.

        Raises:
            Unsealable: If that cannot be told.
        """

    def unseal_part(self, data: bytes) -> bytes:
        """Return what can be read of damaged data, from its beginning on."""

    def seal_line(self, payload: bytes) -> bytes:
        """Return `payload` as it is to be written on a line of its own."""

    def unseal_line(self, payload: bytes) -> bytes:
        """Return what `seal_line` was given.

        Raises:
            Unsealable: If that cannot be told.
        """

    def fits(self, head: bytes) -> bool:
        """Say whether a file that begins like this is one of those that this sealer writes."""

    def mark(self, key: str) -> str:
        """Return a few letters that tell `key` from others in a file's name."""


class Plain:
    """Writes things as they are."""

    is_sealed = False
    suffix = ""

    def seal(self, data: bytes) -> bytes:
        """Return `data`."""
        return data

    def unseal(self, data: bytes) -> bytes:
        """Return `data`, unless it is sealed."""
        if data.startswith(MAGIC):
            raise Unsealable("it is sealed")
        return data

    def unseal_part(self, data: bytes) -> bytes:
        """Return `data`."""
        return data

    def seal_line(self, payload: bytes) -> bytes:
        """Return `payload`."""
        return payload

    def unseal_line(self, payload: bytes) -> bytes:
        """Return `payload`, unless it is sealed."""
        if not payload.startswith(b"{"):
            raise Unsealable("it is sealed")
        return payload

    def fits(self, head: bytes) -> bool:
        """Say whether this is not sealed."""
        return not head.startswith(MAGIC)

    def mark(self, key: str) -> str:
        """Return a hash of `key`."""
        import hashlib  # most starts need none: nothing waits to be named by it

        return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:16]


PLAIN = Plain()


class Seal:
    """How the files of one ledger are written at present, for all in this program who write some.

    Args:
        places: Where the ledger is; None where nothing is kept that could change under its feet.
        disk: The file system.
        sealer: How they are written.
    """

    def __init__(
        self, places: Places | None = None, disk: Disk | None = None, sealer: Sealer = PLAIN
    ) -> None:
        self.sealer = sealer
        self.turn = threading.RLock()
        """Held by whoever writes a file, and by whoever changes how they are written."""
        self._places = places
        self._disk = disk or Disk()
        self._known: StatKey | None = None
        self.has_begun = False
        """Whether there has been a file of this ledger."""

    def use(self, sealer: Sealer) -> None:
        """Write everything so from now on."""
        self.sealer = sealer
        self._known = None

    def check(self) -> None:
        """See that the ledger is still written as it was.

        Raises:
            SealChanged: If a passphrase was set or taken away in another window.
            LedgerErased: If it is gone with all that belongs to it.
            OSError: If it cannot be looked at.
        """
        if self._places is None:
            return
        key = self._disk.stat_key(self._places.ledger)
        if key is None:
            self.see_that_something_is_there()
            return
        if key == self._known:
            return
        head = self._disk.read(self._places.ledger, 0, HEAD)
        if not self.sealer.fits(head):
            raise seal_changed(self._places, head)
        self._known = key

    def see_that_something_is_there(self) -> None:
        """See that a ledger that was there is not gone together with its journal and its lock.

        One that was only moved away leaves its lock behind.

        Raises:
            LedgerErased: If it is.
            OSError: If it cannot be looked at.
        """
        if self._places is None or not self.has_begun:
            return
        own = (self._places.ledger, self._places.journal, self._places.lock)
        if not any(map(self._disk.is_there, own)):
            raise LedgerErased(
                f"Nothing is left of {path_text(self._places.shown)}: everything was erased in another "
                "window, or moved away, or its disk was taken out. Nothing more is written from here."
            )

    @contextmanager
    def writing(self, path: Path) -> Iterator[None]:
        """Write a new file in the block. Should the ledger be written otherwise meanwhile, it goes again.

        Otherwise a readable file could come to lie beside a sealed ledger, or a part of one that is erased.

        Raises:
            SealChanged: If a passphrase was set or taken away in another window.
            LedgerErased: If the ledger is gone with all that belongs to it.
            OSError: If the ledger cannot be looked at.
        """
        with self.turn:
            self.check()
            yield
            try:
                self.check()
            except (SealChanged, LedgerErased):
                self._disk.forget(path)
                raise


def seal_changed(places: Places, head: bytes) -> SealChanged:
    """Return the error that says what became of the seal in another window."""
    what = "has a passphrase now, or a new one" if head.startswith(MAGIC) else "has no passphrase any more"
    return SealChanged(
        f"The ledger {path_text(places.shown)} {what}: that was changed in another window. All that you "
        "saved is in it. What you are typing now cannot be kept from here: note it down if you need it, then "
        "quit and start again."
    )
