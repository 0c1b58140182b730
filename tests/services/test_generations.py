"""Going back to every kind of copy, rehearsed: what comes back, what is kept, what other windows do."""

from __future__ import annotations

import errno
import gzip
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.conftest import TODAY, MovedClock
from trust_tui.content import load
from trust_tui.model.checkin import Answers, CheckIn, PrivateNote
from trust_tui.model.kept import Victory
from trust_tui.model.kinds import KINDS
from trust_tui.services.companion import Companion
from trust_tui.services.generations import Generation, Generations, counts_words
from trust_tui.services.opening import Places, open_companion
from trust_tui.services.problems import LedgerDamaged, LedgerError, Problem
from trust_tui.store import Disk, LedgerBusy, LedgerReplaced, backups, snapshot

OLD = Path(__file__).parents[1] / "store" / "fixtures" / "schema-1.json"
SECRET = "for Ana alone"
FIRST = date(2026, 7, 1)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})


@pytest.fixture
def generations(places: Places, clock: MovedClock) -> Generations:
    return Generations(places, clock)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that nobody writes in any more, with the ledger of `summer`."""
    folder = tmp_path_factory.mktemp("lived")
    clock = MovedClock()
    clock.set(FIRST.year, FIRST.month, FIRST.day)
    places = Places.resolve(folder / "ours.json", {"HOME": str(folder)})
    companion = open_companion(places, clock)
    companion.people.set_up("Ana", "Ben")
    while clock().day <= TODAY:
        note(companion, str(clock().day))
        companion.tidy()
        clock.move(days=1)
    clock.move(days=-1)
    note(companion, "after the last backup")
    companion.close()
    return folder


@pytest.fixture
def summer(places: Places, lived: Path) -> Places:
    """Ana and Ben, with a victory and a backup on each day from the 1st of July to the 22nd of November."""
    shutil.copytree(lived, places.ledger.parent, dirs_exist_ok=True)
    return places


def note(companion: Companion, text: str) -> None:
    companion.victories.add(companion.couple.people[0], companion.clock().day, text)


def victories_in(companion: Companion) -> list[str]:
    return [victory.text for victory in companion.ledger.all(Victory)]


def victories(places: Places, clock: MovedClock) -> list[str]:
    companion = open_companion(places, clock)
    texts = victories_in(companion)
    companion.close()
    return texts


def days(first: date, last: date) -> list[str]:
    return [str(first + timedelta(days=back)) for back in range((last - first).days + 1)]


# Each kind of copy.


def of_each_kind(places: Places) -> dict[str, backups.Backup]:
    """Return a backup that is there as a day's, one as a week's and one as a month's, and as nothing else."""
    found = backups.found(places.backups, Disk())
    daily = found[1]
    weekly = found[backups.DAILY]
    monthly = found[-1]
    assert (TODAY - daily.day).days == 1
    assert backups.DAILY <= (TODAY - weekly.day).days <= 7 * backups.WEEKLY
    assert (TODAY - monthly.day).days > 7 * backups.WEEKLY
    return {"daily": daily, "weekly": weekly, "monthly": monthly}


@pytest.mark.parametrize("kind", ["daily", "weekly", "monthly"])
def test_going_back_brings_what_was_there_and_keeps_what_was_replaced(
    summer: Places, generations: Generations, clock: MovedClock, kind: str
) -> None:
    wanted = of_each_kind(summer)[kind]
    before = victories(summer, clock)
    generation = generations.named(wanted.day.isoformat())

    (kept,) = generations.restore(generation)

    assert victories(summer, clock) == days(FIRST, wanted.day)
    assert kept == f"{summer.ledger}.replaced-2026-11-22"
    assert Path(kept).stat().st_mode & 0o777 == 0o600
    generations.restore(generations.named(kept))
    assert victories(summer, clock) == before


def test_going_back_to_before_a_change_of_form_brings_it_up_to_date_again(
    places: Places, generations: Generations, clock: MovedClock
) -> None:
    places.ledger.write_bytes(OLD.read_bytes())
    companion = open_companion(places, clock)
    notes = [each.text for each in companion.ledger.all(PrivateNote)]
    note(companion, "since then")
    companion.close()
    (generation,) = generations.all()

    assert generation.before_change
    assert generation.title == "Sunday 22 November 2026, before an update"
    generations.restore(generation)

    companion = open_companion(places, clock)
    assert [each.text for each in companion.ledger.all(PrivateNote)] == notes != []
    assert [each.text for each in companion.ledger.all(Victory)].count("since then") == 0


@pytest.mark.parametrize("name", [None, "a copy of ours.json"])
def test_a_backup_made_by_hand_is_the_whole_ledger(
    summer: Places, generations: Generations, clock: MovedClock, tmp_path: Path, name: str | None
) -> None:
    before = victories(summer, clock)
    path = Path(generations.back_up(tmp_path / name if name else None))
    companion = open_companion(summer, clock)
    note(companion, "since then")
    companion.close()

    generations.restore(generations.named(str(path)))

    assert path.stat().st_mode & 0o777 == 0o600
    assert victories(summer, clock) == before
    assert victories(Places.resolve(path, {"HOME": str(tmp_path)}), clock) == before


def test_a_backup_by_hand_holds_what_is_still_in_the_journal_of_an_open_window(
    summer: Places, generations: Generations, clock: MovedClock, tmp_path: Path
) -> None:
    companion = open_companion(summer, clock)
    note(companion, "just now")
    path = Path(generations.back_up(None))
    companion.close()

    assert victories(Places.resolve(path, {"HOME": str(tmp_path)}), clock)[-1] == "just now"


def test_nothing_that_is_there_is_overwritten(
    summer: Places, generations: Generations, tmp_path: Path
) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    for name in ("mine", "link", "no/such/folder"):
        with pytest.raises((LedgerError, Problem)):
            generations.back_up(tmp_path / name)
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert generations.back_up(None) != generations.back_up(None)


def test_where_there_is_no_ledger_none_is_made(places: Places, generations: Generations) -> None:
    with pytest.raises(LedgerError, match="no ledger"):
        generations.back_up(None)
    assert not places.ledger.exists()


def test_what_is_kept_holds_the_last_save_of_an_open_window_too(
    summer: Places, generations: Generations, clock: MovedClock
) -> None:
    window = open_companion(summer, clock)
    note(window, "just now")
    assert summer.journal.read_bytes()

    kept = generations.restore(generations.all()[0])

    generations.restore(generations.named(kept[0]))
    assert victories(summer, clock)[-1] == "just now"


def test_a_ledger_that_cannot_be_made_whole_is_left_alone(
    summer: Places, generations: Generations, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_companion(summer, clock)
    note(window, "just now")
    before = victories_in(window)

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "write_beside", full)
        with pytest.raises(LedgerBusy, match="disk is full"):
            generations.restore(generations.all()[0])
    assert victories(summer, clock) == before
    assert list(summer.ledger.parent.glob("*.replaced-*")) == []


# After damage.


def test_after_damage_a_backup_comes_with_the_saves_that_followed_it(
    places: Places, generations: Generations, clock: MovedClock
) -> None:
    companion = open_companion(places, clock)
    companion.people.set_up("Ana", "Ben")
    note(companion, "one")
    companion.tidy()
    note(companion, "two")
    places.ledger.write_bytes(places.ledger.read_bytes()[:-40])
    (generation,) = generations.all()

    preview = generations.preview(generation)
    kept = generations.restore(generation)

    assert (preview.now, preview.later) == (None, 1)
    assert victories(places, clock) == ["one", "two"]
    assert kept[0].endswith("ours.json.damaged-2026-11-22")


def test_a_damaged_copy_is_refused_and_nothing_is_touched(
    summer: Places, generations: Generations, tmp_path: Path
) -> None:
    newest = generations.all()[0].path
    newest.write_bytes(newest.read_bytes()[:-9])
    (tmp_path / "foreign.json").write_text("{}")
    (tmp_path / "packed.gz").write_bytes(gzip.compress(b"{}"))
    before = summer.ledger.read_bytes()

    assert not generations.all()[0].is_good
    for copy in (newest, tmp_path / "foreign.json", tmp_path / "packed.gz"):
        with pytest.raises(LedgerDamaged):
            generations.restore(Generation(copy))
    with pytest.raises(LedgerError):
        generations.restore(Generation(tmp_path / "nowhere"))
    assert summer.ledger.read_bytes() == before
    assert list(summer.ledger.parent.glob("*.replaced-*")) == []


def test_a_copy_that_a_newer_program_wrote_is_refused(
    summer: Places, generations: Generations, tmp_path: Path
) -> None:
    state = snapshot.parse(summer.ledger.read_bytes(), summer.ledger)
    newer = snapshot.build(type(state)(state.ledger, state.seq, snapshot.SCHEMA + 1, state.tables, "9.0"))
    (tmp_path / "newer.json").write_bytes(newer)

    with pytest.raises(LedgerError, match="Update"):
        generations.restore(Generation(tmp_path / "newer.json"))


# Another window.


def test_a_window_that_is_open_mixes_nothing_and_says_so(
    summer: Places, generations: Generations, clock: MovedClock
) -> None:
    window = open_companion(summer, clock)
    generations.restore(generations.all()[1])
    restored = victories(summer, clock)

    with pytest.raises(LedgerReplaced):
        note(window, "mixed up")
    with pytest.raises(LedgerReplaced):
        window.ledger.catch_up()
    window.tidy()
    window.close()

    assert victories(summer, clock) == restored
    assert len(window.ledger.all(Victory)) > len(restored), "it still has everything in memory, to be copied"


# What people are told.


def test_what_is_named_is_found(summer: Places, generations: Generations, tmp_path: Path) -> None:
    found = generations.all()

    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert found[0].title == "Sunday 22 November 2026"
    assert generations.named("2") == found[1]
    assert generations.named("2026-11-21") == found[1]
    assert generations.named(str(found[2].path)) == found[2]
    assert generations.named(found[2].path.name) == found[2]
    for nothing in ("0", "999", "2020-01-01", str(summer.ledger)):
        with pytest.raises(Problem):
            generations.named(nothing)


def test_a_preview_counts_what_changes_and_nothing_private(
    summer: Places, generations: Generations, clock: MovedClock
) -> None:
    companion = open_companion(summer, clock)
    ana, _ = companion.couple.people
    companion.checkins.save(ana, TODAY, Answers(need="to talk", private=SECRET))
    companion.victories.remove(ana, companion.ledger.all(Victory)[0].id)
    companion.close()

    preview = generations.preview(generations.all()[0])

    now, then = len(days(FIRST, TODAY)), len(days(FIRST, TODAY))
    assert preview.rows == [
        ("check-ins", 1, 0),
        ("boundaries", 0, 0),
        ("promises", 0, 0),
        ("victories", now, then),
    ]
    words = f"0 check-ins, 0 boundaries, 0 promises, {then} victories, and 2 more entries"
    assert counts_words(preview.then) == words
    assert PrivateNote.kind not in (preview.now or {})


def test_looking_changes_nothing(summer: Places, generations: Generations) -> None:
    before = {path: path.read_bytes() for path in summer.ledger.parent.rglob("*") if path.is_file()}
    for generation in generations.all():
        generations.preview(generation)

    assert {path: path.read_bytes() for path in summer.ledger.parent.rglob("*") if path.is_file()} == before


def test_every_kind_has_a_name_for_one_and_for_many() -> None:
    assert set(load("kinds.json")) == set(KINDS)
    assert all(one and many for one, many in load("kinds.json").values())


def test_a_checkin_that_was_there_is_there_again(
    places: Places, generations: Generations, clock: MovedClock
) -> None:
    """The simplest life: saved, backed up, removed, brought back."""
    companion = open_companion(places, clock)
    ana, _ = companion.people.set_up("Ana", "Ben").people
    companion.checkins.save(ana, TODAY, Answers(need="to talk", private=SECRET))
    companion.tidy()
    companion.checkins.remove(ana, TODAY)
    companion.close()

    generations.restore(generations.all()[0])

    companion = open_companion(places, clock)
    assert [checkin.need for checkin in companion.ledger.all(CheckIn)] == ["to talk"]
    assert [each.text for each in companion.ledger.all(PrivateNote)] == [SECRET]
