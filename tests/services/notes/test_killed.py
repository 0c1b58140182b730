"""The program dies while a passphrase of private notes is set, changed or taken away, at each moment of it.

Whatever is there then opens with what somebody knows, and the next quiet moment finishes what was begun.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import MovedClock
from tests.services.notes.test_sealing import OTHER, WORDS, live
from tests.store.crashing import Crash, CrashingDisk
from tests.store.faults.lives import Unsynced
from tests.store.sealed_evening import MARKER, quickly, readable
from trust_tui.model.checkin import PrivateNote
from trust_tui.model.notes import SealedText
from trust_tui.model.versions import Version
from trust_tui.services import notes as notes_module
from trust_tui.services.companion import Companion
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.store import Disk, Drafts, Ledger, Places, backups, notecopies
from trust_tui.store.copies import read_copy

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]

CLOCK = MovedClock()
KNOWN = {f"second {MARKER}", f"gone {MARKER}", f"first {MARKER}", f"typed {MARKER}"}


def places_in(folder: Path) -> Places:
    ledger = folder / "ledger.json"
    return Places(ledger, ledger, folder / "config.toml", folder / "state")


def opened(folder: Path, disk: Disk | None = None) -> Companion:
    disk, places = disk or Unsynced(), places_in(folder)
    ledger = Ledger.open(places, moment=CLOCK(), disk=disk)
    return Companion(ledger, CLOCK, "here", Drafts(places.drafts, disk, ledger.seal), places=places)


def lived_in(folder: Path) -> None:
    companion = opened(folder)
    companion.people.set_up("Ana", "Ben")
    live(companion, companion.couple.people[0])


def sealed(folder: Path) -> None:
    lived_in(folder)
    companion = opened(folder)
    companion.notes.of(companion.couple.people[0]).set(WORDS, WORDS)


def words_of(companion: Companion) -> set[str]:
    """Return everything Ana wrote for herself, wherever it is, as far as it can be read."""
    ana = companion.couple.people[0]
    texts = [each.text for each in companion.ledger.all(PrivateNote, include_deleted=True)]
    texts += [str(each.body["text"]) for each in companion.ledger.all(Version, of_kind="private_note")]
    found = [companion.note_keys.read(ana.id, text) for text in texts]
    for day in companion.drafts.days(ana):
        draft = companion.drafts.waiting(ana, day)
        found += [draft.private] if draft else []
    return {text for text in found if not isinstance(text, SealedText)}


def opened_by(companion: Companion, *words: str) -> str:
    """Open Ana's notes with the first of these that fits. Return it; "" where they are not sealed."""
    lock = companion.notes.of(companion.couple.people[0])
    if not lock.is_set:
        return ""
    for text in words:
        try:
            lock.unlock(text)
        except Problem:
            continue
        return text
    raise AssertionError("no passphrase opens them any more")


def everything(folder: Path, *words: str) -> str:
    """See that all can be read with one of these, here and in each copy, once it had a quiet moment."""
    companion = opened(folder)
    by = opened_by(companion, *words)
    assert words_of(companion) == KNOWN
    companion.tidy()
    # A torn line is the key's alone, and is told of as any other.
    assert [each for each in companion.ledger.notices() if "was not finished" not in each] == []
    companion.close()
    if by:
        assert readable(folder) == [], "after a quiet moment nothing stays readable"
    for number, path in enumerate(_copies(folder)):
        elsewhere = folder.parent / f"{folder.name}-copy-{number}"
        elsewhere.mkdir()
        target = places_in(elsewhere)
        with Ledger.open(target, moment=CLOCK()).whole() as tx:
            for kind, table in read_copy(path, Disk()).tables.items():
                for row in table.rows:
                    tx._staged.put(kind, row, table.rows[row])
        copy = opened(elsewhere)
        opened_by(copy, *filter(None, (by, *words)))
        assert words_of(copy) == KNOWN - {f"typed {MARKER}"}, path.name
        shutil.rmtree(elsewhere)
    return by


def _copies(folder: Path) -> list[Path]:
    places = places_in(folder)
    kept = sorted(folder.glob("ledger.json.copy-*"))
    found = [places.backups / each.name for each in backups.found(places.backups, Disk())]
    assert kept
    assert found
    return [*kept, *found]


def act(name: str, companion: Companion) -> None:
    lock = companion.notes.of(companion.couple.people[0])
    if name == "set":
        lock.set(WORDS, WORDS)
    elif name == "change":
        lock.change(WORDS, OTHER, OTHER)
    else:
        lock.remove(WORDS)


ACTS = {"set": (lived_in, ("", WORDS)), "change": (sealed, (WORDS, OTHER)), "remove": (sealed, (WORDS, ""))}


def killed_everywhere(folder: Path, name: str) -> None:
    begin, words = ACTS[name]
    template = folder / "template"
    template.mkdir()
    begin(template)
    met = set()
    for effect in itertools.count():
        place = folder / str(effect)
        shutil.copytree(template, place)
        disk = CrashingDisk()
        companion = opened(place, disk)
        disk.die_at((effect, 0.5))
        try:
            act(name, companion)
        except Crash:
            met.add(everything(place, *filter(None, words)))
            shutil.rmtree(place)
            continue
        disk.die_at(None)
        assert everything(place, *filter(None, words)) == words[1]
        break
    assert met == set(words), "both sides of the step were seen"


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_killed_at_each_effect(tmp_path: Path, name: str) -> None:
    killed_everywhere(tmp_path, name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name", "mutant"),
    [
        # No copy is written anew; nobody finishes what was begun.
        (notecopies, "_bring_up", lambda *_: None),
        (notes_module.Notes, "finish", lambda _: None),
    ],
)
def test_each_safeguard_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, mutant: Callable[..., object]
) -> None:
    monkeypatch.setattr(module, name, mutant)
    with pytest.raises(AssertionError):
        killed_everywhere(tmp_path, "set")


def test_a_copy_that_cannot_be_written_is_named_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived_in(tmp_path)
    companion = opened(tmp_path, disk := Unsynced())
    write_whole = disk.write_whole

    def refuses(path: Path, data: bytes) -> None:
        if path.parent == places_in(tmp_path).backups:
            raise OSError(28, "No space left on device")
        write_whole(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(disk, "write_whole", refuses)
        recovery = companion.notes.of(companion.couple.people[0]).set(WORDS, WORDS)
    assert recovery, "the key is shown all the same"
    (notice,) = companion.ledger.notices()
    assert "could not be written" in notice
    assert everything(tmp_path, WORDS) == WORDS


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lived_in(tmp_path)
    companion = opened(tmp_path, disk := Unsynced())

    def full(path: Path, data: bytes) -> Path:
        raise OSError(28, "No space left on device")

    lock = companion.notes.of(companion.couple.people[0])
    with monkeypatch.context() as patched:
        patched.setattr(disk, "write_beside", full)
        with pytest.raises(LedgerError):
            lock.set(WORDS, WORDS)
    assert everything(tmp_path) == ""
