"""A summary is written where somebody chose, once it may be, and as it was read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from trust_tui.model.people import Person
from trust_tui.services.companion import Companion
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.services.summary import FileKind, named, rendered
from trust_tui.store import Disk


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_one_person_writes_their_own_at_any_time(filled: Companion, ana: Person, home: Path) -> None:
    path = filled.summary.write(ana, filled.summary.suggested(), FileKind.PAGE, only_mine=True)
    assert path == str(home / "summary-2026-11-22.html"), "a neutral name, without theirs"
    file = Path(path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    made = filled.summary.document(ana, only_mine=True)
    assert file.read_text("utf-8") == rendered(made, FileKind.PAGE)


def test_for_both_it_is_written_once_both_said_so(
    filled: Companion, ana: Person, ben: Person, home: Path
) -> None:
    filled.summary.agree(ana)
    with pytest.raises(Problem) as caught:
        filled.summary.write(ana, "~/both", FileKind.MARKDOWN, only_mine=False)
    assert caught.value.field == "whose"
    assert list(home.iterdir()) == []
    filled.summary.agree(ben)
    filled.summary.write(ben, "~/both", FileKind.MARKDOWN, only_mine=False)
    text = (home / "both.md").read_text("utf-8")
    assert "ana-open-topic" in text
    assert "ben-open-topic" in text


def test_a_name_that_is_taken_is_told_at_its_field_and_another_is_free(
    filled: Companion, ana: Person, home: Path
) -> None:
    summary = filled.summary
    first = summary.suggested()
    summary.write(ana, first, FileKind.PAGE, only_mine=True)
    with pytest.raises(Problem) as caught:
        summary.write(ana, first, FileKind.PAGE, only_mine=True)
    assert caught.value.field == "path"
    assert "summary-2026-11-22-2.html is free" in str(caught.value)
    assert summary.suggested() == "~/summary-2026-11-22-2"
    assert summary.suggested(FileKind.MARKDOWN) == first
    for typed in ("", "~/no such folder/s", "~/", "a\0b"):
        with pytest.raises(Problem) as caught:
            summary.write(ana, typed, FileKind.PAGE, only_mine=True)
        assert caught.value.field == "path"
    assert len(list(home.iterdir())) == 1


def test_a_disk_without_room_leaves_nothing_and_the_next_one_has_it_all(
    filled: Companion, ana: Person, home: Path
) -> None:
    class Full(Disk):
        def write(self, descriptor: int, data: bytes, at: int = 0) -> None:
            super().write(descriptor, data[:100], at)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    filled.summary.disk = Full()
    with pytest.raises(LedgerError) as told:
        filled.summary.write(ana, "s", FileKind.PAGE, only_mine=True)
    assert "-open-" not in str(told.value)
    assert list(home.iterdir()) == []
    filled.summary.disk = None
    filled.summary.write(ana, "s", FileKind.PAGE, only_mine=True)


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("~/s", FileKind.PAGE, "~/s.html"),
        ("~/s.html", FileKind.PAGE, "~/s.html"),
        ("~/s.HTML", FileKind.MARKDOWN, "~/s.md"),
        ("~/s.md", FileKind.PAGE, "~/s.html"),
        (" ~/v1.2 ", FileKind.MARKDOWN, "~/v1.2.md"),
        ("~/", FileKind.PAGE, "~/"),
        ("", FileKind.PAGE, ""),
    ],
)
def test_a_name_ends_as_its_kind_does(typed: str, kind: FileKind, expected: str) -> None:
    assert named(typed, kind) == expected
