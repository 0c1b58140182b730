"""Sealing with age: a format that the standard `age` program opens without us.

`age -d -i ledger.json.key.age ledger.json` asks for the passphrase and gives the JSON that a plain TinyDB
opens. Nothing here touches a file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import io
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Self

import pyrage

from trust_tui.store.errors import WrongPassphrase
from trust_tui.store.sealing import HEAD, MAGIC, SUFFIX, Unsealable

RECOVERY = "AGE-SECRET-KEY-1"
"""How a recovery key begins."""

STEP = 256
"""Bytes by which a sealed text grows: how long somebody wrote is theirs too."""


class Sealed:
    """Writes age files to one key, and reads them with it.

    The recovery key is this very key. A second one would make each line of the journal longer and could not
    be taken back either; this one opens everything even where the wrapped key is lost.
    """

    is_sealed = True
    suffix = SUFFIX

    def __init__(self, identity: Any) -> None:
        """Not to be called: `fresh`, `of_recovery` and `unwrapped` make one."""
        self._identity = identity
        self._recipient = identity.to_public()

    @classmethod
    def fresh(cls) -> Self:
        """Return a sealer with a key that nobody has had before."""
        return cls(pyrage.x25519.Identity.generate())

    @classmethod
    def of_recovery(cls, text: str) -> Self:
        """Return the sealer with this recovery key. How it was copied out, with blanks or not, is the same.

        Raises:
            WrongPassphrase: If it is no recovery key.
        """
        try:
            return cls(pyrage.x25519.Identity.from_str("".join(text.split()).upper()))
        except pyrage.IdentityError:
            raise WrongPassphrase(
                "This looks like a recovery key and is none: a letter may be missing or another one. "
                "Nothing was changed."
            ) from None

    @property
    def recovery(self) -> str:
        """The recovery key."""
        return str(self._identity)

    @property
    def recipient(self) -> str:
        """What it takes to seal to this key. It opens nothing."""
        return str(self._recipient)

    def opened_text(self, text: str) -> str:
        """Return what `sealed_text` was given.

        Raises:
            Unsealable: If it was sealed to another key, or not at all.
        """
        # Exactly one line end was added, and blanks behind it: whatever the text ended with is left.
        found = self.unseal(text.encode(errors="surrogatepass")).decode(errors="surrogatepass")
        return found.rstrip(" ").removesuffix("\n")

    # What a Sealer does

    def seal(self, data: bytes) -> bytes:
        """Return an age file of `data`."""
        sealed: bytes = pyrage.encrypt(data, [self._recipient])
        return sealed

    def unseal(self, data: bytes) -> bytes:
        """Return what an age file holds."""
        try:
            found: bytes = pyrage.decrypt(data, [self._identity])
        except (pyrage.DecryptError, OSError) as problem:
            raise Unsealable("no age file of this key, or a damaged one") from problem
        return found

    def unseal_part(self, data: bytes) -> bytes:
        """Return what an age file holds up to where it is damaged; what is not sealed, as it is."""
        return self._part(data) or b"" if data.startswith(MAGIC) else data

    def seal_line(self, payload: bytes) -> bytes:
        """Return an age file of `payload` in letters."""
        return base64.b64encode(self.seal(payload))

    def unseal_line(self, payload: bytes) -> bytes:
        """Return what `seal_line` was given."""
        try:
            return self.unseal(base64.b64decode(payload, validate=True))
        except binascii.Error as problem:
            raise Unsealable("no age file in letters") from problem

    def fits(self, head: bytes) -> bool:
        """Say whether a file that begins like this can be opened with this key."""
        return self._part(head[:HEAD]) is not None

    def mark(self, key: str) -> str:
        """Return what tells `key` from others, and tells nothing to those who guess at keys."""
        secret = hashlib.sha256(self.recovery.encode()).digest()
        return hmac.new(secret, key.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()[:16]

    def _part(self, data: bytes) -> bytes | None:
        """Return what can be read, or None where not even the beginning can."""
        found = io.BytesIO()
        try:
            pyrage.decrypt_io(io.BytesIO(data), found, [self._identity])
        except pyrage.DecryptError:
            return None
        except OSError:
            pass  # it begins well, and is damaged or cut off further on
        return found.getvalue()


def sealed_text(text: str, recipient: str) -> str:
    """Return a text as an age file in letters, which only the key of `recipient` opens.

    How long it is shows in steps of `STEP` bytes alone. `age -d` gives the text with blanks behind it.
    """
    data = text.encode(errors="surrogatepass") + b"\n"
    data += b" " * (-len(data) % STEP)
    return in_letters(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))


_LETTERS = "-----{} AGE ENCRYPTED FILE-----"


def in_letters(data: bytes) -> str:
    """Return an age file in letters, as `age --armor` writes it."""
    text = base64.b64encode(data).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([_LETTERS.format("BEGIN"), *lines, _LETTERS.format("END"), ""])


def of_letters(text: str) -> bytes:
    """Return the age file that `in_letters` made letters of; nothing where it is none."""
    try:
        return base64.b64decode("".join(text.strip().splitlines()[1:-1]), validate=True)
    except ValueError:
        return b""


_TRIES = 50
"""How often a machine is measured anew that looks too slow for a passphrase: it may just be busy."""

_WORK = re.compile(rb"-> scrypt \S+ (\d+)\n")

_LEAST_WORK = 16
"""Each less halves the work of those who guess; where a machine is idle, it takes 18 to 20."""


def wrapped(sealer: Sealed, passphrase: str, of: str = "a trust-tui ledger") -> bytes:
    """Return the sealer's key, wrapped in a passphrase. It takes about a second, on purpose.

    The form is what `age-keygen | age -p` makes, so that `age` takes it as a key file.

    Args:
        sealer: Whose key.
        passphrase: What opens it.
        of: What the key is of, for those who open it without this program.
    """
    text = f"# The key of {of}. Whoever has it can read everything.\n{sealer.recovery}\n"
    found: list[bytes] = []
    # How much work a second is gets measured, within a millisecond: a busy machine looks like a slow one.
    while len(found) < 3 and (not found or _work_of(found[-1]) < _LEAST_WORK):
        found.append(pyrage.passphrase.encrypt(text.encode(), same(passphrase)))
    return max(found, key=_work_of)


def _work_of(data: bytes) -> int:
    work = _WORK.search(data[:HEAD])
    return int(work[1]) if work else _LEAST_WORK


def unwrapped(files: Iterable[bytes], passphrase: str) -> Sealed:
    """Return the sealer whose key one of these files holds. It takes about a second for each.

    Raises:
        WrongPassphrase: If the passphrase opens none of them, or cannot be tried. Nothing is counted.
    """
    for data in dict.fromkeys(files):
        for line in _unwrapped(data, passphrase).splitlines():
            if line.startswith(RECOVERY):
                return Sealed.of_recovery(line)
    raise WrongPassphrase(
        "That is not the passphrase. Nothing was changed, and you can try as often as you like. "
        "The recovery key works here too."
    )


def _unwrapped(data: bytes, passphrase: str) -> str:
    """Return what is wrapped in a passphrase; nothing where this one does not open it."""
    for _ in range(_TRIES):
        try:
            text: str = pyrage.passphrase.decrypt(data, same(passphrase)).decode()
        except pyrage.DecryptError as problem:
            # It is only tried where that would take seconds, by the speed of the machine in this millisecond.
            if "Excessive work" not in str(problem):
                return ""
        except (OSError, ValueError):
            return ""
        else:
            return text
    raise WrongPassphrase(
        "This computer is too busy to try the passphrase, or much slower than the one it was set on. Nothing "
        "was changed. Try again in a moment; the recovery key opens it without that."
    )


def same(passphrase: str) -> str:
    """Return a passphrase in the form in which most keyboards send it: an é can be one character or two."""
    return unicodedata.normalize("NFC", passphrase)


def looks_like_recovery(text: str) -> bool:
    """Say whether this is meant to be a recovery key."""
    return "".join(text.split()).upper().startswith(RECOVERY)
