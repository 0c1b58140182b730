"""A ledger with a passphrase, for the store's tests, without waiting for scrypt each time."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest

from tests.store.evening import NOW
from trust_tui.store import Disk, Drafts, Ledger, Places, passphrases
from trust_tui.store.passphrases import Passphrase

WORDS = "correct horse"
MARKER = "zz-marker-zz"

_MADE = b"age-encryption.org/v1\n-> X25519 quickly "


class Quickly:
    """Stands in for age's passphrases, which take a second each on purpose."""

    @staticmethod
    def encrypt(data: bytes, passphrase: str) -> bytes:
        return _MADE + passphrase.encode().hex().encode() + b"\n" + data[::-1]

    @staticmethod
    def decrypt(data: bytes, passphrase: str) -> bytes:
        head, _, rest = data.removeprefix(_MADE).partition(b"\n")
        if not data.startswith(_MADE) or head != passphrase.encode().hex().encode():
            raise pyrage.DecryptError("Decryption failed")
        return rest[::-1]


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let passphrases be wrapped at once."""
    monkeypatch.setattr(pyrage, "passphrase", Quickly)
    monkeypatch.setattr(passphrases, "no_core_dumps", lambda: None)


def of(ledger: Ledger) -> Passphrase:
    """Return what can be done about a ledger's passphrase."""
    passphrase = ledger.passphrase
    assert passphrase is not None
    return passphrase


def unlocked(places: Places, text: str = WORDS, disk: Disk | None = None) -> Ledger:
    """Open a ledger that has a passphrase."""
    disk = disk or Disk()
    return Ledger.open(places, moment=NOW, disk=disk, seal=passphrases.unlocked(places, disk, text))


def drafts_of(ledger: Ledger, places: Places, disk: Disk | None = None) -> Drafts:
    """Return the drafts that belong to an open ledger."""
    return Drafts(places.drafts, disk or Disk(), ledger.seal)


def readable(folder: Path, marker: str = MARKER) -> list[str]:
    """Return the names of the files below a folder that hold the marker, packed or not, or in their name."""
    import gzip

    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if data.startswith(b"\x1f\x8b"):
            data += gzip.decompress(data)
        if marker.encode() in data or marker in path.name:
            found.append(str(path.relative_to(folder)))
    return sorted(found)
