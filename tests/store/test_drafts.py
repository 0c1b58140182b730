"""What is being typed survives, and nothing that is wrong with it stops the program."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts, DraftStore, MemoryDrafts
from trust_tui.store.errors import DiskFull, LedgerReadOnly, WriteFailed

DRAFT = {"answers": {"need": "time ❤️", "feelings": ["calm"], "safe": 4, "own": None}, "last": {}}
KEY = "checkin.ana-1.2026-11-22"
ODD_KEYS = [
    "../../etc/passwd",
    "/abs",
    "a/b",
    "",
    ".",
    "..",
    "CON",
    "nul\0",
    "x" * 400,
    "ü❤️",
    "\ud800",
    "A",
    "a",
]


@pytest.fixture(params=["file", "memory"])
def drafts(request: pytest.FixtureRequest, tmp_path: Path) -> DraftStore:
    return Drafts(tmp_path / "drafts", Disk()) if request.param == "file" else MemoryDrafts()


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_a_draft_comes_back(drafts: DraftStore) -> None:
    assert drafts.load(KEY) is None
    assert drafts.keys() == []

    drafts.save(KEY, DRAFT)

    assert drafts.load(KEY) == DRAFT
    assert drafts.keys() == [KEY]


def test_the_last_one_counts(drafts: DraftStore) -> None:
    drafts.save(KEY, DRAFT)
    drafts.save(KEY, {"answers": {}})

    assert drafts.load(KEY) == {"answers": {}}


def test_what_was_dropped_is_gone(drafts: DraftStore) -> None:
    drafts.save(KEY, DRAFT)
    drafts.save("other", {})

    drafts.drop(KEY)
    drafts.drop(KEY)

    assert drafts.load(KEY) is None
    assert drafts.keys() == ["other"]


def test_a_draft_is_not_shared_with_who_saved_or_read_it(drafts: DraftStore) -> None:
    mine: dict[str, Any] = {"answers": {"need": "time"}}
    drafts.save(KEY, mine)
    mine["answers"]["need"] = "changed"
    read = drafts.load(KEY)
    assert read == {"answers": {"need": "time"}}

    read["answers"]["need"] = "changed"

    assert drafts.load(KEY) == {"answers": {"need": "time"}}


def test_tuples_come_back_as_lists_from_either(drafts: DraftStore) -> None:
    drafts.save(KEY, {"feelings": ("calm",)})

    assert drafts.load(KEY) == {"feelings": ["calm"]}


@pytest.mark.parametrize("text", ["\ud83d", "a\0b", "\u2028", '"\\', "\r\n", "x" * 1_000_000])
def test_whatever_was_typed_is_kept(drafts: DraftStore, text: str) -> None:
    drafts.save(KEY, {"need": text})

    assert drafts.load(KEY) == {"need": text}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.dictionaries(st.text(), st.dictionaries(st.text(), st.text() | st.none() | st.integers()), max_size=4)
)
def test_any_keys_and_texts_stay_apart(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, dict[str, Any]]
) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("drafts"), Disk())
    for key, draft in contents.items():
        drafts.save(key, draft)

    assert drafts.keys() == sorted(contents)
    assert {key: drafts.load(key) for key in contents} == contents


def test_no_key_leads_out_of_the_folder(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts", Disk())
    for number, key in enumerate(ODD_KEYS):
        drafts.save(key, {"number": number})

    assert [path.name for path in tmp_path.iterdir()] == ["drafts"]
    assert [drafts.load(key) for key in ODD_KEYS] == [{"number": number} for number in range(len(ODD_KEYS))]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_only_its_writer_can_read_it(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        Drafts(tmp_path / "drafts", Disk()).save(KEY, DRAFT)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(tmp_path / "drafts").stat().st_mode) == 0o600


def flip(data: bytes) -> bytes:
    return data.replace(b"time", b"tame")


@pytest.mark.parametrize(
    "spoil",
    [
        flip,
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\0" * len(data),
        lambda data: b"null",
        lambda data: b"7f0c1b2a {}\n",
        lambda data: b"\xff" + data,
    ],
)
def test_a_draft_that_cannot_be_read_is_set_aside(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    drafts = Drafts(tmp_path, Disk())
    drafts.save(KEY, DRAFT)
    path = only_file(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    spoilt = path.read_bytes()

    assert drafts.load(KEY) is None
    assert drafts.keys() == []

    aside = only_file(tmp_path)
    assert aside.name == path.name + ".unreadable"
    assert aside.read_bytes() == spoilt
    drafts.save(KEY, DRAFT)
    assert drafts.load(KEY) == DRAFT


def test_a_second_unreadable_draft_does_not_push_out_the_first(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, Disk())
    for content in (b"first", b"second"):
        drafts.save(KEY, DRAFT)
        next(tmp_path.glob("*.draft")).write_bytes(content)
        assert drafts.load(KEY) is None

    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"first", b"second"}


@pytest.mark.parametrize(
    ("code", "expected"), [(errno.ENOSPC, DiskFull), (errno.EROFS, LedgerReadOnly), (errno.EIO, WriteFailed)]
)
@pytest.mark.parametrize("step", ["create", "write", "sync", "replace", "sync_folder"])
def test_a_draft_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, step: str, code: int, expected: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk()
    drafts = Drafts(tmp_path, disk)
    drafts.save(KEY, {"need": "before"})

    def stop(*_: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(disk, step, stop)
    with pytest.raises(expected):
        drafts.save(KEY, {"need": "after"})

    monkeypatch.undo()
    assert drafts.load(KEY) == {"need": "after" if step == "sync_folder" else "before"}
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_run_left_behind_goes_with_the_draft(tmp_path: Path) -> None:
    class Killed(Disk):
        def replace(self, source: Path, target: Path) -> None:
            raise KeyboardInterrupt

        def unlink(self, path: Path) -> None:
            raise OSError(errno.EIO, "gone")

    with pytest.raises(KeyboardInterrupt):
        Drafts(tmp_path, Killed()).save(KEY, DRAFT)
    assert len(list(tmp_path.iterdir())) == 1

    drafts = Drafts(tmp_path, Disk())
    assert drafts.keys() == []
    drafts.drop(KEY)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a right there")
def test_a_link_in_the_place_of_a_draft_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts", Disk())
    drafts.save(KEY, DRAFT)
    path = only_file(tmp_path / "drafts")
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()

    assert drafts.load(KEY) is None
    drafts.save(KEY, {"need": "new"})

    assert drafts.load(KEY) == {"need": "new"}
    assert elsewhere.read_bytes() == before
