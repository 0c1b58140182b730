"""`trust-tui doctor`: says what is wrong and what to do, and changes nothing."""

from __future__ import annotations

import errno
import fcntl
import gzip
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.cli import main
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.services.opening import Places, find_places, open_companion
from trust_tui.store import checkup

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions and locks are others there")

SECRET = "only for Ana"
WELL, TO_MEND, UNREADABLE = 0, 1, 2


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: MovedClock) -> Places:
    """A ledger of two people with a backup, closed."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("TRUST_TUI_FILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = find_places(None)
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, TODAY, Answers(need="to talk", private=SECRET))
    companion.tidy()
    companion.close()
    return places


def everything(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return each file with its content, its mode and when it was changed."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def looked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Return the code and the words of one look."""
    capsys.readouterr()
    code = main(["doctor", *arguments])
    return code, capsys.readouterr().out


def test_all_is_well_is_said_plainly(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(places.ledger.parent)

    code, words = looked(capsys)

    assert code == WELL
    assert words.endswith("All is well.\n")
    assert "1, which is good; the newest from Sunday 22 November 2026" in words
    assert everything(places.ledger.parent) == before


def test_no_ledger_is_told_and_none_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert looked(capsys, "--file", str(tmp_path / "ours.json"))[0] == UNREADABLE
    assert "does not exist" not in looked(capsys, "--file", str(tmp_path / "ours.json"))[1]
    assert main(["doctor", "--file", str(tmp_path / "nowhere" / "ours.json")]) == UNREADABLE
    assert list(tmp_path.iterdir()) == []


def _cut_off(places: Places) -> None:
    places.ledger.write_bytes(places.ledger.read_bytes()[:-40])


def _flipped(places: Places) -> None:
    places.ledger.write_bytes(places.ledger.read_bytes().replace(b"to talk", b"to tall"))


def _emptied(places: Places) -> None:
    places.ledger.write_bytes(b"")


def _gone(places: Places) -> None:
    places.ledger.unlink()


def _journal_damaged(places: Places) -> None:
    places.journal.write_bytes(b"nonsense\nnonsense\n")


@pytest.mark.parametrize("harm", [_cut_off, _flipped, _emptied, _gone, _journal_damaged])
def test_damage_is_told_with_the_ways_on(
    places: Places, capsys: pytest.CaptureFixture[str], harm: Callable[[Places], None]
) -> None:
    harm(places)
    before = everything(places.ledger.parent)

    code, words = looked(capsys)

    assert code == UNREADABLE
    assert "Nothing was touched" in words
    assert "trust-tui restore 1 goes on with the newest good backup" in words
    assert everything(places.ledger.parent) == before
    assert SECRET not in words


def _wide_ledger(places: Places) -> None:
    places.ledger.chmod(0o644)


def _wide_backup(places: Places) -> None:
    next(places.backups.iterdir()).chmod(0o640)


def _wide_folder(places: Places) -> None:
    places.ledger.parent.chmod(0o755)


def _damaged_backup(places: Places) -> None:
    backup = next(places.backups.iterdir())
    backup.write_bytes(backup.read_bytes()[:-9])


def _odd_lock(places: Places) -> None:
    places.lock.unlink()
    places.lock.symlink_to(places.ledger)


def _half_an_entry(places: Places) -> None:
    places.journal.write_bytes(b"0123")


def _odd_setting(places: Places) -> None:
    places.config.parent.mkdir(parents=True)
    places.config.write_text('colour = "red"\n')


def _odd_key(places: Places) -> None:
    places.config.parent.mkdir(parents=True)
    places.config.write_text('[keys]\n"checkin.save" = "nothing"\n')


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_wide_ledger, "chmod 600"),
        (_wide_backup, "chmod 600"),
        (_wide_folder, "chmod 700"),
        (_damaged_backup, "is damaged"),
        (_odd_lock, "is a link or a folder"),
        (_half_an_entry, "was not finished"),
        (_odd_setting, "line 1"),
        (_odd_key, "line 2"),
    ],
)
def test_what_is_to_mend_is_named_with_what_to_do(
    places: Places, capsys: pytest.CaptureFixture[str], harm: Callable[[Places], None], words: str
) -> None:
    harm(places)
    before = everything(places.ledger.parent)

    code, said = looked(capsys)

    assert code == TO_MEND
    assert words in said
    assert everything(places.ledger.parent) == before


def test_an_entry_whose_whole_is_gone_is_told_in_numbers_alone(
    places: Places, clock: MovedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    companion = open_companion(places, clock)
    ana, ben = companion.couple.people
    victory = companion.victories.add(ana, TODAY, "We laughed")
    companion.victories.answer(ben, victory.id, SECRET)
    companion.ledger.db.table("victory").truncate()
    companion.close()

    code, words = looked(capsys)

    assert (code, "1 entry belongs to something that is not there" in words) == (TO_MEND, True)
    assert SECRET not in words


def test_a_program_that_does_not_let_go_is_told(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "_PATIENCE", 0.0)
    descriptor = os.open(places.lock, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        code, words = looked(capsys)
    finally:
        os.close(descriptor)

    assert (code, "does not let go of it" in words) == (TO_MEND, True)
    assert looked(capsys)[0] == WELL


def test_a_place_where_nothing_can_be_locked_is_told(
    places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    monkeypatch.setattr(fcntl, "flock", refuse)
    code, words = looked(capsys)

    assert (code, "Files cannot be locked" in words, "backup --to" in words) == (TO_MEND, True, True)
    assert places.ledger.parent.name in words


# Repair.


def test_what_can_be_read_goes_into_a_new_file_that_opens(
    places: Places, clock: MovedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    _cut_off(places)
    before = everything(places.ledger.parent)

    code, words = looked(capsys, "--repair")
    salvaged = next(places.ledger.parent.glob("ledger.json.salvaged-*"))

    assert code == UNREADABLE
    assert f"trust-tui restore {salvaged}" in words
    assert salvaged.stat().st_mode & 0o777 == 0o600
    after = everything(places.ledger.parent)
    assert {name: after[name] for name in before} == before
    companion = open_companion(find_places(salvaged), clock)
    assert [checkin.need for checkin in companion.ledger.all(CheckIn)] == ["to talk"]
    companion.close()


def test_a_second_repair_leaves_the_first_alone(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    _cut_off(places)
    looked(capsys, "--repair")
    first = next(places.ledger.parent.glob("ledger.json.salvaged-*"))
    content = first.read_bytes()
    looked(capsys, "--repair")

    assert len(list(places.ledger.parent.glob("ledger.json.salvaged-*"))) == 2
    assert first.read_bytes() == content


def test_nothing_is_written_where_there_is_nothing_to_salvage(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(places.ledger.parent)
    assert "No file was written" in looked(capsys, "--repair")[1]
    assert everything(places.ledger.parent) == before

    _emptied(places)
    before = everything(places.ledger.parent)
    assert "no file was written" in looked(capsys, "--repair")[1]
    assert everything(places.ledger.parent) == before


def test_a_backup_is_read_whole_and_not_only_looked_at(
    places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that unpacks well and holds something else is no backup."""
    backup = next(places.backups.iterdir())
    backup.write_bytes(gzip.compress(gzip.decompress(backup.read_bytes()).replace(b"to talk", b"to tall")))

    assert looked(capsys)[0] == TO_MEND
