"""Power cuts while something is being typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults.mutants import WithoutFolderSync, WithoutSync
from tests.store.faults.power_cut import Verdict, cut_everywhere
from tests.store.faults.recording import RecordingDisk
from trust_tui.store.disk import Disk
from trust_tui.store.drafts import Drafts

TEXTS = ["a", "something longer " * 90, "b"]


def _verdict(kind: type[RecordingDisk], tmp_path: Path) -> Verdict:
    root, work = tmp_path / "root", tmp_path / "work"
    root.mkdir()
    work.mkdir()
    disk = kind(root)
    drafts = Drafts(root / "drafts", disk)
    for text in TEXTS:
        drafts.save("checkin", {"need": text})
        disk.acknowledge(text)
    return cut_everywhere(disk, _nothing_older_than_promised, work)


def _nothing_older_than_promised(folder: Path, promised: frozenset[str]) -> None:
    draft = Drafts(folder / "drafts", Disk()).load("checkin")
    age = TEXTS.index(draft["need"]) + 1 if draft else 0
    assert age >= len(promised)


def test_a_draft_survives_every_cut(tmp_path: Path) -> None:
    verdict = _verdict(RecordingDisk, tmp_path)
    assert verdict.loss is None
    assert verdict.states > 20


@pytest.mark.parametrize("kind", [WithoutSync, WithoutFolderSync])
def test_each_safeguard_left_out_is_caught(kind: type[RecordingDisk], tmp_path: Path) -> None:
    assert _verdict(kind, tmp_path).loss is not None
