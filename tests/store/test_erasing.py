"""Erasing: everything that the program ever writes goes, and nothing else."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from tests.architecture.source import our_sources
from tests.store.evening import NOW, add, files, later, opened, texts
from tests.store.sealed_evening import MARKER, WORDS, drafts_of, of, quickly, unlocked
from trust_tui.store import (
    Config,
    Disk,
    LedgerErased,
    Places,
    device_id,
    erasing,
    rescue,
    write_log,
)
from trust_tui.store.copies import write_salvaged
from trust_tui.store.salvage import salvage

__all__ = ["quickly"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def places(home: Path) -> Places:
    """The usual places of somebody."""
    home.mkdir()
    return Places.resolve(None, {"HOME": str(home)})


def a_long_life(places: Places) -> None:
    """Make every kind of file that the program can make."""
    disk = Disk()
    ledger = opened(places)
    drafts = drafts_of(ledger, places)
    add(ledger, MARKER)
    drafts.save("checkin.ana.today", {"need": MARKER})
    ledger.maintain(NOW)
    (places.drafts / "draft-odd-0123456789abcdef.draft").write_bytes(b"torn")
    assert drafts.keys() == ["checkin.ana.today"]  # and the torn one is set aside
    ledger.save_copy_beside(NOW.day)
    ledger.close(NOW)
    found = salvage(places, disk)
    assert found is not None
    write_salvaged(places, found, NOW.day, disk)
    rescue.restore(places, rescue.offers(places)[0].path, NOW)
    places.journal.write_bytes(b'0a1b2c3d 4000 {"ledger":"torn')
    opened(places).close(NOW)  # which keeps what was torn
    # Keys: one of before, the present one, and its copy.
    places.key.write_bytes(b"of before")
    (places.backups / "ledger-2026-01-01-1.json.gz.age").write_bytes(b"age-encryption.org/v1\n")
    ledger = opened(places)
    of(ledger).set(WORDS)
    drafts_of(ledger, places).save("form.victory", {"text": MARKER})
    ledger.maintain(later(days=1))
    ledger.close(later(days=1))
    # The folders of the system.
    device_id(places.state, disk)
    write_log(places.log, ValueError(), NOW, disk)
    Config(places.config).set("theme", "dusk")
    for path in (
        places.ledger,
        places.key,
        places.config,
        places.log,
        *places.backups.glob("ledger*"),
        *places.drafts.glob("d*"),
    ):
        disk.write_beside(path, b"left by a run that died")


def left(folder: Path) -> list[str]:
    """Return the names of everything below a folder that is a file, or a folder of the program."""
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() or "trust" in path.name
    )


def test_nothing_is_left_of_a_long_life(quickly: None, places: Places, home: Path) -> None:
    a_long_life(places)
    kinds = (
        "copy",
        "salvaged",
        "damaged",
        "unfinished",
        "key.age.old",
        "unreadable",
        "device",
        "config.toml",
        ".tmp",
    )
    names = " ".join(files(home))
    assert [kind for kind in kinds if kind not in names] == [], names
    outcome = erasing.erase(places, Disk())
    assert (outcome.left, outcome.strangers) == ({}, ())
    assert left(home) == []


def test_what_is_said_to_go_is_what_is_there(quickly: None, places: Places, home: Path) -> None:
    a_long_life(places)
    there = {home / name for name in files(home)}
    assert set(erasing.look(places, Disk()).own) == there


def test_whoever_makes_a_new_kind_of_file_has_thought_of_erasing_it() -> None:
    """Each caller that gives a file a name: `a_long_life` above makes the file, and `erasing` removes it."""
    makers = {
        "create",
        "write_new",
        "write_whole",
        "write_beside",
        "set_aside",
        "keep_aside",
        "make_folders",
        "link",
    }
    found = {
        source.module.rpartition(".")[2]
        for source in our_sources()
        for node in ast.walk(source.tree())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in makers
        and "disk" in ast.unparse(node.func.value).lower()
    }
    known = {
        "backups", "config", "copies", "disk", "drafts", "handing_on", "identity", "journalfile", "ledger",
        "lock", "notecopies", "log", "ondisk", "passphrases", "paths", "resealing", "rescue",
    }  # fmt: skip
    assert found <= known, "is what it writes erased? See store/erasing.py"


def test_a_strangers_file_stays_and_is_named(places: Places, home: Path) -> None:
    ledger = opened(places)
    add(ledger, "a")
    ledger.maintain(NOW)
    mine = [places.ledger.parent / "notes.txt", places.backups / "holiday.jpg"]
    for path in mine:
        path.write_text("mine")
    assert set(erasing.look(places, Disk()).strangers) == set(mine)
    outcome = erasing.erase(places, Disk())
    assert set(outcome.strangers) == set(mine)
    assert [path.read_text() for path in mine] == ["mine", "mine"]
    assert not outcome.left
    assert not places.ledger.exists()


def test_in_a_folder_of_somebodys_own_nothing_else_is_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "ours.json.bak").write_text("not by us")
    (folder / ".ours.json.swp").write_text("not by us")
    places = Places.resolve(folder / "ours.json", {"HOME": str(tmp_path)})
    add(opened(places), "a")
    outcome = erasing.erase(places, Disk())
    assert outcome.strangers == ()
    assert sorted(files(folder)) == [".ours.json.swp", "ours.json.bak"]


def test_a_link_goes_with_what_it_leads_to(tmp_path: Path) -> None:
    real, link = tmp_path / "stick" / "ours.json", tmp_path / "link.json"
    real.parent.mkdir()
    link.symlink_to("second.json")
    (tmp_path / "second.json").symlink_to(real)
    places = Places.resolve(link, {"HOME": str(tmp_path)})
    add(opened(places), "a")
    Config(places.config).set("theme", "dusk")
    kept = tmp_path / "dotfiles.toml"
    places.config.rename(kept)
    places.config.symlink_to(kept)
    assert not erasing.erase(places, Disk()).left
    assert [path for path in tmp_path.rglob("*") if path.is_file() or path.is_symlink()] == []


def test_settings_that_another_ledger_uses_stay(places: Places, home: Path) -> None:
    add(opened(places), "a")
    Config(places.config).set("theme", "dusk")
    other = Places.resolve(home / "other.json", {"HOME": str(home)})
    add(opened(other), "b")
    erasing.erase(other, Disk(), with_settings=False)
    assert places.config.exists()
    assert texts(opened(places)) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="no such modes")
def test_what_cannot_be_removed_is_named_and_the_rest_goes(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = opened(places)
    add(ledger, "a")
    ledger.maintain(NOW)
    backup = next(places.backups.glob("ledger*"))

    def unlink(path: Path) -> None:
        if path == backup:
            raise PermissionError(13, "Permission denied")
        path.unlink()

    disk = Disk()
    monkeypatch.setattr(disk, "unlink", unlink)
    assert erasing.erase(places, disk).left == {backup: "Permission denied"}
    assert left(places.ledger.parent) == [f"ledger.json.backups/{backup.name}"]
    assert not erasing.erase(places, Disk()).left
    assert not places.ledger.parent.exists()


def test_a_second_time_there_is_nothing_to_do(places: Places, home: Path) -> None:
    assert not erasing.erase(places, Disk()).left
    assert list(home.rglob("*")) == []


# Another window.


def test_another_window_notices_and_writes_nothing_anew(places: Places, home: Path) -> None:
    add(opened(places), "a")
    other = opened(places)
    drafts = drafts_of(other, places)
    erasing.erase(places, Disk())
    with pytest.raises(LedgerErased, match="everything was erased in another window"):
        other.catch_up()
    with pytest.raises(LedgerErased):
        add(other, "b")
    with pytest.raises(LedgerErased):
        drafts.save("checkin", {"need": "c"})
    with pytest.raises(LedgerErased):
        other.save_copy_beside(NOW.day)
    other.maintain(later(days=1))
    other.close(later(days=1))
    assert any("erased in another window" in notice for notice in other.notices())
    assert left(home) == []
    assert texts(other) == ["a"]  # what it shows stays readable


def test_in_a_folder_that_stays_another_window_makes_no_lock(tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    add(opened(places), "a")
    other = opened(places)
    erasing.erase(places, Disk())
    with pytest.raises(LedgerErased):
        other.catch_up()
    with pytest.raises(LedgerErased):
        add(other, "b")
    other.close(NOW)
    assert files(tmp_path) == {}


def test_a_draft_that_is_written_meanwhile_goes_too(places: Places, home: Path) -> None:
    ledger = opened(places)
    add(ledger, "a")
    drafts = drafts_of(ledger, places)

    class Meanwhile(Disk):
        def unlink(self, path: Path) -> None:
            if path == places.ledger:
                drafts.save("checkin", {"need": "meanwhile"})
            super().unlink(path)

    erasing.erase(places, Meanwhile())
    assert left(home) == []


def test_a_new_start_begins_with_nothing(places: Places) -> None:
    add(opened(places), "a")
    erasing.erase(places, Disk())
    assert texts(opened(places)) == []


def test_a_sealed_one_goes_without_its_passphrase(quickly: None, places: Places, home: Path) -> None:
    ledger = opened(places)
    add(ledger, "a")
    of(ledger).set(WORDS)
    ledger.close(NOW)
    other = unlocked(places)
    erasing.erase(places, Disk())
    assert left(home) == []
    with pytest.raises(LedgerErased):
        other.catch_up()
