"""A file that is handed on: new, whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import errno
import itertools
import os
import stat
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from tests.store.crashing import Crash, CrashingDisk
from tests.store.faults.mounts import mounted, remount
from tests.store.nobody import needs_users, nobodys_folder, run_as_nobody
from trust_tui.store import (
    Disk,
    DiskFull,
    LedgerError,
    LedgerReadOnly,
    PlaceProblem,
    WriteFailed,
    free_file,
    out_path,
    write_out,
)

__all__ = ["nobodys_folder"]

TEXT = b"what two people chose to bring\n" * 400


class Refusing(Disk):
    """A disk on which one effect fails, whatever else works; half of what is written gets there."""

    def __init__(self, effect: str, number: int) -> None:
        self._effect = effect
        self._number = number

    def _meet(self, effect: str) -> None:
        if effect == self._effect:
            raise OSError(self._number, os.strerror(self._number))

    def create(self, path: Path) -> int:
        self._meet("create")
        return super().create(path)

    def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
        if self._effect == "write":
            super().write(descriptor, data[: len(data) // 2], at)
        self._meet("write")
        super().write(descriptor, data, at)

    def sync(self, descriptor: int) -> None:
        self._meet("sync")
        super().sync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        self._meet("sync_folder")
        super().sync_folder(folder)


def test_it_is_new_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    before = os.umask(0)
    try:
        write_out(path, TEXT)
    finally:
        os.umask(before)
    assert path.read_bytes() == TEXT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["summary.html"]


@pytest.mark.parametrize("taken", ["file", "folder", "link", "link to a file"])
def test_whatever_has_the_name_stays_and_another_is_offered(tmp_path: Path, taken: str) -> None:
    path, elsewhere = tmp_path / "summary.html", tmp_path / "elsewhere"
    elsewhere.write_bytes(b"somebody's")
    match taken:
        case "file":
            path.write_bytes(b"somebody's")
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(tmp_path / "nowhere")
        case _:
            path.symlink_to(elsewhere)
    with pytest.raises(PlaceProblem) as told:
        write_out(path, TEXT)
    assert f"{path} is there already" in str(told.value)
    assert "summary-2.html is free" in str(told.value)
    assert elsewhere.read_bytes() == b"somebody's"
    assert not (tmp_path / "nowhere").exists()
    assert free_file(path).name == "summary-2.html"
    free_file(path).write_bytes(b"")
    assert free_file(path).name == "summary-3.html"


def test_a_name_taken_at_the_last_moment_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "summary.html"

    class Hurried(Disk):
        def link(self, path: Path, second: Path) -> None:
            second.write_bytes(b"somebody's")
            super().link(path, second)

    with pytest.raises(PlaceProblem):
        write_out(path, TEXT, Hurried())
    assert path.read_bytes() == b"somebody's"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("is_hurried", [False, True])
def test_where_no_file_has_two_names_it_is_whole_or_not_there_too(tmp_path: Path, is_hurried: bool) -> None:
    path = tmp_path / "summary.html"

    class NoLinks(Disk):
        def link(self, path: Path, second: Path) -> None:
            if is_hurried:
                second.write_bytes(b"somebody's")
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    with pytest.raises(PlaceProblem) if is_hurried else nullcontext():
        write_out(path, TEXT, NoLinks())
    assert path.read_bytes() == (b"somebody's" if is_hurried else TEXT)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_killed_half_way_leaves_no_half_file_of_that_name(tmp_path: Path, share: float) -> None:
    met = set()
    for effect in itertools.count():
        path = tmp_path / str(effect) / "summary.html"
        path.parent.mkdir()
        disk = CrashingDisk()
        disk.die_at((effect, share))
        with suppress(Crash):
            write_out(path, TEXT, disk)
            break
        met.add(path.read_bytes() if path.exists() else None)
        path.unlink(missing_ok=True)
        write_out(path, TEXT)
        assert list(path.parent.iterdir()) == [path], "what the run that died left goes the next time"
    assert met == {None, TEXT}


@pytest.mark.parametrize("effect", ["create", "write", "sync", "sync_folder"])
@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, LedgerReadOnly), (errno.EIO, WriteFailed)],
    ids=["full", "forbidden", "broken"],
)
def test_nothing_half_written_is_left(
    tmp_path: Path, effect: str, number: int, kind: type[LedgerError]
) -> None:
    path = tmp_path / "summary.html"
    with pytest.raises(kind) as told:
        write_out(path, TEXT, Refusing(effect, number))
    assert str(path) in str(told.value)
    assert "two people" not in str(told.value)
    assert list(tmp_path.iterdir()) == []
    write_out(path, TEXT)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "8k") as folder:
        with pytest.raises(DiskFull):
            write_out(folder / "summary.html", TEXT * 10)
        assert list(folder.iterdir()) == []


def test_a_place_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    with mounted(tmp_path / "stick", "64k") as folder:
        remount(folder, "ro")
        with pytest.raises(LedgerReadOnly):
            write_out(folder / "summary.html", TEXT)
        remount(folder, "rw")


@needs_users
def test_a_folder_that_lets_nobody_write_says_so(nobodys_folder: Path) -> None:
    nobodys_folder.chmod(0o500)
    said = run_as_nobody(
        "from trust_tui.store import LedgerReadOnly, write_out",
        "try:\n    write_out(where / 'summary.html', b'x')\nexcept LedgerReadOnly as told:\n    print(told)",
        nobodys_folder,
    )
    assert f"{nobodys_folder / 'summary.html'} may be read here and not written" in said
    assert list(nobodys_folder.iterdir()) == []


def _missing(folder: Path) -> Path:
    return folder / "no such folder" / "summary.html"


def _below_a_file(folder: Path) -> Path:
    (folder / "file").write_bytes(b"")
    return folder / "file" / "summary.html"


def _too_long(folder: Path) -> Path:
    return folder / ("s" * 300)


@pytest.mark.parametrize("where", [_missing, _below_a_file, _too_long])
def test_a_place_that_cannot_be_is_told_apart(tmp_path: Path, where: Callable[[Path], Path]) -> None:
    path = where(tmp_path)
    before = list(tmp_path.iterdir())
    with pytest.raises(PlaceProblem) as told:
        write_out(path, TEXT)
    assert "Choose another" in str(told.value) or f"There is no folder {path.parent}" in str(told.value)
    assert list(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("~/summary.html", "summary.html"),
        ("  ~/a folder/summary.html ", "a folder/summary.html"),
        ("summary.html", "summary.html"),
        ("notes/s.md", "notes/s.md"),
        ("~ana/summary.html", "~ana/summary.html"),
        ("it's $HOME.html", "it's $HOME.html"),
    ],
)
def test_a_typed_path_begins_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert out_path(typed) == tmp_path / expected
    assert out_path(f"{tmp_path}/x.html") == tmp_path / "x.html"


@pytest.mark.parametrize("typed", ["", "  ", "~", "~/", "/tmp/", "..", "notes/..", "a\0b", "a\nb"], ids=ascii)
def test_what_is_no_file_is_asked_for_again(typed: str) -> None:
    with pytest.raises(PlaceProblem):
        out_path(typed)


def test_a_name_cannot_command_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2Jb.html"
    write_out(path, TEXT)
    with pytest.raises(PlaceProblem) as told:
        write_out(path, TEXT)
    assert "\x1b" not in str(told.value)
