"""Standard `age` opens everything without this program: with the passphrase, and with the recovery key."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.evening import NOW, add, opened, places_in, texts
from tests.store.sealed_evening import drafts_of, of, unlocked
from trust_tui.store import Places, notes, sealed

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("age") is None, reason="age is not installed"
)

WORDS = "correct horse battery staple"


def with_recovery(path: Path, recovery: str, data: bytes | None = None) -> bytes:
    key = path.parent / "recovery.txt"
    key.write_text(recovery + "\n")
    done = subprocess.run(
        ["age", "-d", "-i", str(key), *([str(path)] if data is None else [])],
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    key.unlink()
    return done.stdout


def with_passphrase(places: Places, out: Path, words: str) -> int:
    """Open a ledger with `age` and its passphrase. Return the exit code."""
    return on_a_terminal(["age", "-d", "-i", str(places.key), "-o", str(out), str(places.ledger)], words)


def on_a_terminal(command: list[str], words: str) -> int:
    """Run `age` on a terminal, which is where it asks for a passphrase. Return its exit code."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)
    seen = b""
    while b"passphrase" not in seen:
        assert select.select([terminal], [], [], 20)[0], seen
        seen += os.read(terminal, 1000)
    os.write(terminal, words.encode() + b"\n")
    while select.select([terminal], [], [], 20)[0]:
        try:
            if not os.read(terminal, 1000):
                break
        except OSError:  # how Linux says that the other side is closed
            break
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal)
    return code


def test_age_opens_the_ledger_its_journal_its_backups_and_its_drafts(tmp_path: Path) -> None:
    places = places_in(tmp_path / "data")
    ledger = opened(places)
    add(ledger, "one")
    recovery = of(ledger).set(WORDS)
    ledger.maintain(NOW)
    add(ledger, "two")
    drafts_of(ledger, places).save("checkin", {"need": "three"})

    out = tmp_path / "plain.json"
    assert with_passphrase(places, out, WORDS + "x") != 0
    assert not out.exists()
    assert with_passphrase(places, out, WORDS) == 0
    with TinyDB(out) as plain:
        assert [doc["text"] for doc in plain.table("topic")] == ["one"]

    assert with_recovery(places.ledger, recovery) == out.read_bytes()
    (backup,) = places.backups.glob("ledger-*.json.gz.age")
    assert gzip.decompress(with_recovery(backup, recovery)) == out.read_bytes()
    (draft,) = places.drafts.iterdir()
    assert b'"need": "three"' in with_recovery(draft, recovery)
    line = places.journal.read_bytes()
    payload = re.fullmatch(rb"[0-9a-f]{8} \d+ (\S+)\n", line)
    assert payload is not None
    found = with_recovery(places.journal, recovery, base64.b64decode(payload[1]))
    assert json.loads(found)["put"]["topic"]["2"]["text"] == "two"
    assert texts(unlocked(places, WORDS)) == ["one", "two"], "and so does this program, with scrypt as it is"


@pytest.mark.slow
def test_age_opens_a_private_note_with_the_passphrase_of_its_own(tmp_path: Path) -> None:
    key, note, out = tmp_path / "key.age", tmp_path / "note.age", tmp_path / "note.txt"
    opener, wrapped = notes.fresh(WORDS)
    key.write_text(wrapped)
    text = "only for me\n\nand a blank at the end "
    note.write_text(sealed.sealed_text(text, opener.recipient))
    command = ["age", "-d", "-i", str(key), "-o", str(out), str(note)]
    assert on_a_terminal(command, WORDS + "x") != 0
    assert on_a_terminal(command, WORDS) == 0
    found = out.read_text()
    assert found.startswith(text + "\n")
    assert found.rstrip() == text.rstrip()
    assert with_recovery(note, opener.recovery) == out.read_bytes()
