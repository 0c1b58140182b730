"""When the ledger cannot be read, people are told what there is to go on with, and choose."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.model.checkin import Answers, CheckIn
from trust_tui.services.companion import Companion
from trust_tui.services.opening import Places, open_companion, open_rescue
from trust_tui.services.problems import LedgerDamaged, LedgerError
from trust_tui.services.rescue import Rescue
from trust_tui.store import Disk

SECRET = "only-for-ana"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def lived_in(places: Places, clock: MovedClock) -> Companion:
    """Two people and a check-in, on a disk, without a backup yet."""
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, TODAY, Answers(need="one", private=SECRET))
    return companion


def write(companion: Companion, *needs: str) -> None:
    """Let Ben say one thing after the other."""
    for need in needs:
        companion.checkins.save(companion.couple.people[1], TODAY, Answers(need=need))


def needs(companion: Companion) -> list[str]:
    return [checkin.need for checkin in companion.ledger.all(CheckIn)]


def cut_off(places: Places, by: int = 30) -> bytes:
    places.ledger.write_bytes(places.ledger.read_bytes()[:-by])
    return places.ledger.read_bytes()


def spoil_one_entry(places: Places) -> None:
    """Let one check-in be unreadable, as a bad sector would."""
    data = places.ledger.read_bytes()
    places.ledger.write_bytes(data.replace(b'"need":"one"', b'"need":"on\x00', 1))


def rescue(places: Places, clock: MovedClock) -> Rescue:
    with pytest.raises(LedgerDamaged) as damage:
        open_companion(places, clock)
    return open_rescue(damage.value, places, clock)


def set_aside(places: Places) -> list[bytes]:
    return [path.read_bytes() for path in places.ledger.parent.glob("ours.json.damaged-*")]


# What people are told.


def test_the_reason_and_the_ways_on_are_words_without_anybodys_own(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    lived_in.tidy()
    lived_in.close()
    cut_off(places, 2)
    offered = rescue(places, clock)

    assert str(places.ledger) in offered.reason
    assert offered.backup_words == "from Sunday 22 November 2026, with 4 entries"
    assert offered.salvage_words == "4 entries"
    assert SECRET not in offered.reason + offered.backup_words + offered.salvage_words + repr(offered)


def test_saves_after_the_backup_are_said_to_be_there(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    lived_in.tidy()
    write(lived_in, "two")
    cut_off(places)
    assert rescue(places, clock).backup_words.endswith("with 5 entries, up to the last save")


def test_without_a_backup_none_is_offered(lived_in: Companion, places: Places, clock: MovedClock) -> None:
    lived_in.close()
    cut_off(places, 2)
    assert rescue(places, clock).backup_words == ""


def test_a_backup_that_is_damaged_itself_is_passed_over(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    lived_in.tidy()
    clock.move(days=1)
    write(lived_in, "two")
    lived_in.tidy()
    newest = max(places.backups.iterdir())
    newest.write_bytes(newest.read_bytes()[:-9])
    lived_in.close()
    cut_off(places)
    assert rescue(places, clock).backup_words.startswith("from Sunday 22 November 2026, with 4 entries")


def test_what_could_not_be_read_is_counted(lived_in: Companion, places: Places, clock: MovedClock) -> None:
    lived_in.close()
    spoil_one_entry(places)
    assert rescue(places, clock).salvage_words == "3 entries; 1 could not be read"


def test_one_entry_is_one_entry(places: Places, clock: MovedClock) -> None:
    companion = open_companion(places, clock)
    companion.people.set_up("Cleo")
    companion.close()
    cut_off(places, 2)
    assert rescue(places, clock).salvage_words == "1 entry"


@pytest.mark.parametrize("data", [b"", b"null", b"\x00" * 100, b'{"somebody": {"1": {"else": 1}}}'])
def test_where_nothing_is_ours_nothing_is_offered(places: Places, clock: MovedClock, data: bytes) -> None:
    places.ledger.write_bytes(data)
    offered = rescue(places, clock)
    assert (offered.backup_words, offered.salvage_words) == ("", "")
    assert offered.reason


# What people choose.


@pytest.mark.parametrize(
    ("choose", "left"),
    [
        (Rescue.restore, ["one"]),
        (Rescue.salvage, ["one", "two"]),
        (Rescue.begin_anew, []),
    ],
    ids=["backup", "salvage", "anew"],
)
def test_life_goes_on_with_what_was_chosen_and_the_damaged_file_stays(
    lived_in: Companion,
    places: Places,
    clock: MovedClock,
    choose: Callable[[Rescue], Companion],
    left: list[str],
) -> None:
    lived_in.tidy()
    write(lived_in, "two")
    lived_in.close()
    damaged = cut_off(places, 2)

    companion = choose(rescue(places, clock))
    assert needs(companion) == left
    assert set_aside(places) == [damaged]
    if left:
        ana = companion.couple.people[0]
        assert companion.checkins.day(ana, TODAY).answers.private == SECRET
        write(companion, "three")
    else:
        companion.people.set_up("Ana", "Ben")
        write(companion, "three")
    companion.close()
    assert needs(open_companion(places, clock))[-1] == "three"


def test_nothing_happens_before_something_is_chosen(
    lived_in: Companion, places: Places, clock: MovedClock
) -> None:
    lived_in.tidy()
    lived_in.close()
    cut_off(places)
    before = {path: path.read_bytes() for path in places.ledger.parent.rglob("*") if path.is_file()}
    offered = rescue(places, clock)
    assert offered.backup_words
    assert offered.salvage_words
    assert {p: p.read_bytes() for p in places.ledger.parent.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    "choose", [Rescue.restore, Rescue.salvage, Rescue.begin_anew], ids=["backup", "salvage", "anew"]
)
def test_what_did_not_fit_on_the_disk_can_be_chosen_again(
    lived_in: Companion,
    places: Places,
    clock: MovedClock,
    monkeypatch: pytest.MonkeyPatch,
    choose: Callable[[Rescue], Companion],
) -> None:
    lived_in.tidy()
    lived_in.close()
    damaged = cut_off(places, 2)
    offered = rescue(places, clock)
    assert offered.salvage_words

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Disk, "write_beside", full)
        with pytest.raises(LedgerError, match="disk is full"):
            choose(offered)
    assert places.ledger.read_bytes() == damaged
    assert set_aside(places) == []

    choose(offered)
    assert set_aside(places) == [damaged]
