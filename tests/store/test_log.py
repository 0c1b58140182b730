"""The log says where in the code something went wrong, and never what anybody wrote."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store.any_record import SECRET
from tests.store.evening import NOW, later
from trust_tui.store import Disk, write_log
from trust_tui.store.log import LIMIT


class Odd(Exception):
    """An error whose every part quotes what somebody typed."""

    def __str__(self) -> str:
        return SECRET

    __repr__ = __str__


def fail(text: str) -> None:
    raise ValueError(f"invalid literal: {text!r}")


def chained(text: str) -> BaseException:
    """An error with a cause, a context, notes and locals that all hold the text."""
    try:
        try:
            fail(text)
        except ValueError as first:
            first.add_note(text)
            raise Odd(text) from first
    except Odd as second:
        second.add_note(text)
        last = KeyError(text)
        last.__context__ = second
        return last
    raise AssertionError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "trust-tui.log"


def test_it_says_when_and_where_and_what_kind(path: Path) -> None:
    assert write_log(path, chained(SECRET), NOW, Disk()) is True

    lines = path.read_text().splitlines()
    assert lines[0] == "2026-11-22 20:00:00Z"
    assert [line.strip() for line in lines if line.startswith("  ") and line[2] != " "] == [
        "builtins.KeyError",
        f"{__name__}.Odd",
        "builtins.ValueError",
    ]
    assert lines[-1].startswith("    test_log.py:")
    assert lines[-1].endswith(" fail")


def test_it_never_holds_anybodys_words(path: Path) -> None:
    write_log(path, chained(SECRET), NOW, Disk())
    write_log(path, UnicodeEncodeError("utf-8", SECRET, 0, 1, SECRET), NOW, Disk())
    write_log(path, OSError(errno.ENOENT, "No such file", f"/home/ana/{SECRET}"), NOW, Disk())
    write_log(path, ExceptionGroup(SECRET, [Odd(SECRET)]), NOW, Disk())

    written = path.read_bytes()
    assert SECRET.encode() not in written
    for word in SECRET.split():
        assert word.encode() not in written
    assert b"/" not in written, "nor the paths on this machine, which may hold a name"


def test_the_newest_comes_last(path: Path) -> None:
    write_log(path, KeyError(), NOW, Disk())
    write_log(path, ValueError(), later(days=1), Disk())

    assert path.read_text() == (
        "2026-11-22 20:00:00Z\n  builtins.KeyError\n2026-11-23 20:00:00Z\n  builtins.ValueError\n"
    )


def test_it_stays_small_however_often_something_goes_wrong(path: Path) -> None:
    error = chained(SECRET)
    write_log(path, error, NOW, Disk())
    entry = path.stat().st_size
    path.write_bytes(b"x" * (LIMIT * 2))
    for _ in range(3):
        write_log(path, error, NOW, Disk())

    assert path.stat().st_size <= LIMIT + entry
    assert path.read_bytes().endswith(b" fail\n")


def test_an_error_that_goes_round_in_a_circle_is_noted_once(path: Path) -> None:
    one, other = KeyError(), ValueError()
    one.__cause__, other.__cause__ = other, one

    write_log(path, one, NOW, Disk())

    assert path.read_text().splitlines()[1:] == ["  builtins.KeyError", "  builtins.ValueError"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_only_its_owner_can_read_it(path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_log(path, KeyError(), NOW, Disk())
        write_log(path, KeyError(), NOW, Disk())
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_a_link_in_its_place_points_to_is_not_written(path: Path) -> None:
    path.parent.mkdir()
    theirs = path.parent / "theirs"
    theirs.write_bytes(b"somebody's")
    path.symlink_to(theirs)

    write_log(path, KeyError(), NOW, Disk())

    assert theirs.read_bytes() == b"somebody's"
    assert not path.is_symlink()


@pytest.mark.parametrize("step", ["mkdir", "read", "create", "write", "sync", "replace"])
def test_a_log_that_cannot_be_written_is_no_second_error(
    path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    if step == "read":
        write_log(path, KeyError(), NOW, disk)

    def stop(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, step, stop)

    assert write_log(path, KeyError(), NOW, disk) is False
