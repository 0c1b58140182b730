"""A ledger with a passphrase: nothing readable is left anywhere, and it is lived in like any other."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pyrage
import pytest
from tinydb import TinyDB

from tests.store.evening import NOW, add, files, later, opened, places_in, texts, topic
from tests.store.sealed_evening import MARKER, WORDS, drafts_of, of, quickly, readable, unlocked
from trust_tui.model.kept import Topic
from trust_tui.store import (
    Damage,
    Disk,
    Ledger,
    LedgerDamaged,
    LedgerLocked,
    Places,
    SealChanged,
    WrongPassphrase,
    backups,
    journal,
    passphrases,
    rescue,
)
from trust_tui.store.errors import PassphraseProblem
from trust_tui.store.salvage import salvage
from trust_tui.store.state import Change

pytestmark = pytest.mark.usefixtures("quickly")
__all__ = ["quickly"]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path / "data")


@pytest.fixture
def sealed(places: Places) -> Ledger:
    ledger = opened(places)
    add(ledger, "one")
    of(ledger).set(WORDS)
    return ledger


def everywhere(ledger: Ledger, places: Places) -> None:
    """Write the marker wherever words can come to lie."""
    drafts = drafts_of(ledger, places)
    drafts.save(f"form.{MARKER}", {"text": MARKER})
    drafts.save("checkin.ana.2026-11-22", {"private": MARKER})
    add(ledger, MARKER)
    ledger.maintain(later(days=1))
    add(ledger, MARKER + " in the journal")
    ledger.save_copy_beside(NOW.day)
    with suppress(ZeroDivisionError), ledger.transaction() as tx:
        tx.add(topic(MARKER))
        raise ZeroDivisionError


def test_no_words_are_readable_in_any_file_while_a_sealed_ledger_is_lived_in(
    sealed: Ledger, places: Places, tmp_path: Path
) -> None:
    everywhere(sealed, places)

    assert readable(tmp_path) == []
    sealed.close(later(days=2))
    again = unlocked(places)
    assert texts(again) == ["one", MARKER, MARKER + " in the journal"]
    assert drafts_of(again, places).keys() == ["checkin.ana.2026-11-22", f"form.{MARKER}"]
    assert drafts_of(again, places).load(f"form.{MARKER}") == {"text": MARKER}
    assert readable(tmp_path) == []


def test_a_passphrase_set_later_seals_all_that_was_readable(places: Places, tmp_path: Path) -> None:
    ledger = opened(places)
    everywhere(ledger, places)
    folder = places.ledger.parent
    places.drafts.joinpath("draft-odd.draft.unreadable").write_bytes(MARKER.encode())
    places.drafts.joinpath(f".draft-x.draft.{'0' * 16}.tmp").write_bytes(MARKER.encode())
    places.backups.joinpath(f".ledger-2026-11-22-1.json.gz.{'0' * 16}.tmp").write_bytes(MARKER.encode())
    for name in ("", ".key.age", ".copy-2026-11-01-1"):
        folder.joinpath(f".{places.ledger.name}{name}.{'0' * 16}.tmp").write_bytes(MARKER.encode())
    for name in ("damaged-2026-11-01", "journal.damaged-2026-11-01", "unfinished-2026-11-01-1"):
        folder.joinpath(f"{places.ledger.name}.{name}").write_bytes(MARKER.encode())
    assert len(readable(tmp_path)) >= 10

    of(ledger).set(WORDS)

    assert readable(tmp_path) == []
    again = unlocked(places)
    assert texts(ledger) == texts(again) == [MARKER, MARKER + " in the journal"]
    assert drafts_of(again, places).keys() == ["checkin.ana.2026-11-22", f"form.{MARKER}"]
    assert [each.is_good for each in rescue.offers(places, sealer=again.seal.sealer)] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_a_link_is_never_followed_and_is_told(places: Places, tmp_path: Path) -> None:
    ledger = opened(places)
    everywhere(ledger, places)
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"somebody's")
    names = (
        places.backups / "ledger-2026-11-01-1.json.gz",
        places.drafts / "draft-x.draft",
        places.ledger.with_name(f"{places.ledger.name}.copy-2026-11-01-1"),
    )
    for path in names:
        path.symlink_to(theirs)

    of(ledger).set(WORDS)

    told = " ".join(ledger.notices())
    again = unlocked(places)
    assert "is a link or a folder" in " ".join(again.notices())
    assert again.passphrase is not None
    again.passphrase.remove(WORDS)
    assert theirs.read_bytes() == b"somebody's"
    for path in names:
        assert path.readlink() == theirs
        assert f"{path} is a link or a folder" in told


def test_a_sealed_ledger_asks_for_its_passphrase_and_is_not_touched(sealed: Ledger, places: Places) -> None:
    before = files(places.ledger.parent)

    assert passphrases.is_locked(places, Disk())
    with pytest.raises(LedgerLocked, match="passphrase"):
        opened(places)
    for _ in range(20):
        with pytest.raises(WrongPassphrase):
            unlocked(places, "wrong")

    assert files(places.ledger.parent) == before
    assert texts(unlocked(places)) == ["one"]


def test_the_recovery_key_opens_it_however_it_was_copied_and_sets_a_new_passphrase(places: Places) -> None:
    ledger = opened(places)
    recovery = of(ledger).set(WORDS)
    add(ledger, "one")
    assert recovery.startswith("AGE-SECRET-KEY-1")
    places.key.unlink()
    places.key_copy.unlink()

    again = unlocked(places, f"  {recovery[:20].lower()} {recovery[20:].lower()}\n")
    of(again).change(recovery, "new words")

    assert texts(unlocked(places, "new words")) == ["one"]
    with pytest.raises(WrongPassphrase):
        unlocked(places, WORDS)


def test_without_its_key_file_no_passphrase_is_called_wrong(sealed: Ledger, places: Places) -> None:
    places.key.unlink()
    places.key_copy.unlink()
    with pytest.raises(WrongPassphrase, match="key of this ledger is gone"):
        unlocked(places)


@pytest.mark.parametrize("of_another", [False, True])
def test_a_recovery_key_that_opens_something_else_is_refused(
    sealed: Ledger, places: Places, of_another: bool
) -> None:
    key = str(pyrage.x25519.Identity.generate()) if of_another else "AGE-SECRET-KEY-1ABC"
    with pytest.raises(WrongPassphrase):
        unlocked(places, key)


@pytest.mark.parametrize("which", ["key", "key_copy"])
def test_one_lost_key_file_comes_back_from_the_other(sealed: Ledger, places: Places, which: str) -> None:
    path: Path = getattr(places, which)
    before = path.read_bytes()
    path.unlink()

    assert texts(unlocked(places)) == ["one"]
    assert path.read_bytes() == before


def test_changing_the_passphrase_touches_nothing_but_the_wrapped_key(sealed: Ledger, places: Places) -> None:
    add(sealed, "two")
    sealed.maintain(NOW)
    before = files(places.ledger.parent)
    with pytest.raises(WrongPassphrase):
        of(sealed).change("wrong", "new words")
    assert files(places.ledger.parent) == before

    of(sealed).change(WORDS, "new words")

    after = files(places.ledger.parent)
    assert {name for name in after if after[name] != before.get(name)} == {
        "ours.json.key.age",
        "ours.json.backups/key.age",
    }
    assert before.keys() == after.keys()
    with pytest.raises(WrongPassphrase):
        unlocked(places)
    assert texts(unlocked(places, "new words")) == ["one", "two"]


def test_without_a_passphrase_all_is_as_it_was_before(places: Places, tmp_path: Path) -> None:
    ledger = opened(places)
    everywhere(ledger, places)
    ledger.maintain(later(days=1))
    before = files(places.ledger.parent)
    of(ledger).set(WORDS)
    with pytest.raises(WrongPassphrase):
        of(ledger).remove("wrong")
    assert readable(tmp_path) == []

    of(ledger).remove(WORDS)

    after = files(places.ledger.parent)
    assert after == before
    assert not passphrases.is_locked(places, Disk())
    assert texts(opened(places)) == texts(ledger) == [MARKER, MARKER + " in the journal"]
    assert ledger.notices() == []


def test_a_passphrase_that_is_none_is_refused_before_anything_happens(places: Places) -> None:
    ledger = opened(places)
    for text in ("", "   ", "AGE-SECRET-KEY-1ABC"):
        with pytest.raises(PassphraseProblem):
            of(ledger).set(text)
    with pytest.raises(PassphraseProblem):
        of(ledger).remove(WORDS)
    assert not places.key.exists()
    assert Ledger.in_memory().passphrase is None


def test_an_accent_typed_in_another_way_is_the_same_passphrase(places: Places) -> None:
    of(opened(places)).set("caf\N{LATIN SMALL LETTER E WITH ACUTE}")
    assert texts(unlocked(places, "cafe\N{COMBINING ACUTE ACCENT}")) == []


# The second window.


def test_two_windows_write_in_one_sealed_ledger(sealed: Ledger, places: Places) -> None:
    other = unlocked(places)
    add(sealed, "two")
    add(other, "three")
    sealed.maintain(NOW)
    add(other, "four")
    sealed.catch_up()

    assert texts(sealed) == texts(other) == ["one", "two", "three", "four"]


def test_a_window_without_the_passphrase_writes_nothing_readable_any_more(
    places: Places, tmp_path: Path
) -> None:
    one, other = opened(places), opened(places)
    drafts = drafts_of(other, places)
    add(other, "one")
    of(one).set(WORDS)

    for act in (
        lambda: add(other, MARKER),
        lambda: drafts.save("checkin", {"text": MARKER}),
        lambda: other.save_copy_beside(NOW.day),
        other.catch_up,
    ):
        with pytest.raises(SealChanged, match="has a passphrase now"):
            act()
    other.maintain(later(days=3))
    other.close(later(days=3))

    assert any("has a passphrase now" in notice for notice in other.notices())
    assert readable(tmp_path, "one") == []
    assert readable(tmp_path) == []
    assert texts(unlocked(places)) == ["one"]


def test_a_window_with_a_passphrase_that_was_taken_away_writes_nothing_sealed_any_more(
    sealed: Ledger, places: Places
) -> None:
    other = unlocked(places)
    drafts = drafts_of(other, places)
    of(sealed).remove(WORDS)

    with pytest.raises(SealChanged, match="no passphrase any more"):
        add(other, "two")
    with pytest.raises(SealChanged):
        drafts.save("checkin", {"text": "x"})
    other.maintain(later(days=3))
    other.close(later(days=3))

    assert texts(opened(places)) == ["one"]
    assert not list(places.drafts.glob("*.age"))
    assert not list(places.ledger.parent.rglob("*.age"))


def test_a_window_with_an_older_key_is_refused(sealed: Ledger, places: Places) -> None:
    other = unlocked(places)
    of(sealed).remove(WORDS)
    of(sealed).set(WORDS)

    with pytest.raises(SealChanged, match="a new one"):
        add(other, "two")
    with pytest.raises(SealChanged):
        drafts_of(other, places).save("checkin", {"text": "x"})
    assert texts(unlocked(places)) == ["one"]


def test_a_window_goes_on_when_only_the_passphrase_changed(sealed: Ledger, places: Places) -> None:
    other = unlocked(places)
    of(sealed).change(WORDS, "new words")
    add(other, "two")
    drafts_of(other, places).save("checkin", {"text": "x"})

    again = unlocked(places, "new words")
    assert texts(again) == ["one", "two"]
    assert drafts_of(again, places).load("checkin") == {"text": "x"}


def test_a_draft_that_is_just_being_written_does_not_stay_readable(places: Places, tmp_path: Path) -> None:
    one = opened(places)
    add(one, "one")

    class Slow(Disk):
        def put_in_place(self, temporary: Path, path: Path) -> None:
            super().put_in_place(temporary, path)
            if path.suffix == ".draft":
                of(one).set(WORDS)
                path.write_bytes(MARKER.encode())  # as if it had come a moment later

    other = opened(places)
    with pytest.raises(SealChanged):
        drafts_of(other, places, Slow()).save("checkin", {"text": MARKER})

    assert readable(tmp_path) == []


# Damage.


@pytest.fixture
def lived_in(places: Places) -> Places:
    ledger = opened(places)
    add(ledger, "one")
    of(ledger).set(WORDS)
    ledger.maintain(later(days=-1))
    add(ledger, "two")
    ledger.maintain(NOW)
    add(ledger, "three")
    return places


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("at", [3, 60, -40, -1])
def test_one_flipped_byte_is_noticed_and_a_sealed_backup_takes_its_place(lived_in: Places, at: int) -> None:
    flip(lived_in.ledger, at)
    before = files(lived_in.ledger.parent)
    assert passphrases.is_locked(lived_in, Disk())
    seal = passphrases.unlocked(lived_in, Disk(), WORDS)
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(lived_in, moment=NOW, seal=seal)
    assert files(lived_in.ledger.parent) == before

    rescue.restore(lived_in, caught.value.offers[0], NOW, sealer=seal.sealer)

    assert texts(unlocked(lived_in)) == ["one", "two", "three"]
    assert readable(lived_in.ledger.parent, "three") == []


def test_a_lost_sealed_ledger_comes_back_from_its_backups(lived_in: Places) -> None:
    lived_in.ledger.unlink()
    assert passphrases.is_locked(lived_in, Disk())
    seal = passphrases.unlocked(lived_in, Disk(), WORDS)
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(lived_in, moment=NOW, seal=seal)
    assert caught.value.kind is Damage.MISSING

    rescue.restore(lived_in, caught.value.offers[0], NOW, sealer=seal.sealer)

    assert texts(unlocked(lived_in)) == ["one", "two", "three"]


def test_what_stands_before_the_damage_and_in_the_journal_can_be_salvaged(places: Places) -> None:
    ledger = opened(places)
    of(ledger).set(WORDS)
    add(ledger, *(f"{number} " + "word " * 3000 for number in range(20)))
    ledger.maintain(NOW)
    add(ledger, "in the journal")
    flip(places.ledger, -100_000)
    seal = passphrases.unlocked(places, Disk(), WORDS)

    found = salvage(places, Disk(), seal.sealer)

    assert found is not None
    assert 5 < found.records < 20
    rescue.restore(places, found.state, NOW, sealer=seal.sealer)
    again = unlocked(places)
    assert "in the journal" in texts(again)
    assert readable(places.ledger.parent, "word word") == []


def test_a_damaged_line_of_a_sealed_journal_is_refused(lived_in: Places) -> None:
    flip(lived_in.journal, 40)
    seal = passphrases.unlocked(lived_in, Disk(), WORDS)
    with pytest.raises(LedgerDamaged) as caught:
        Ledger.open(lived_in, moment=NOW, seal=seal)
    assert caught.value.kind is Damage.JOURNAL


def test_a_torn_line_of_a_sealed_journal_is_set_aside_sealed(lived_in: Places) -> None:
    lived_in.journal.write_bytes(lived_in.journal.read_bytes()[:-9])
    again = unlocked(lived_in)
    assert texts(again) == ["one", "two"]
    assert any("was not finished" in notice for notice in again.notices())


def test_a_readable_line_in_a_sealed_journal_is_refused(sealed: Ledger, places: Places) -> None:
    state = unlocked(places)._keeper.state
    line = journal.line(
        state.ledger, state.seq + 1, Change(put={"topic": {"9": {"type": "topic", "id": "x"}}})
    )
    places.journal.write_bytes(line)
    with pytest.raises(LedgerDamaged):
        unlocked(places)


def test_a_plain_copy_put_in_the_place_of_a_sealed_ledger_is_refused(places: Places) -> None:
    ledger = opened(places)
    add(ledger, "one")
    ledger.close(NOW)
    plain = places.ledger.read_bytes()
    ledger = opened(places)
    of(ledger).set(WORDS)
    add(ledger, "two")
    places.ledger.write_bytes(plain)

    assert not passphrases.is_locked(places, Disk())
    with pytest.raises(LedgerDamaged) as caught:
        opened(places)
    assert caught.value.kind is Damage.OLDER_COPY


# Outside this program.


def test_a_plain_tinydb_opens_what_age_unseals(sealed: Ledger, places: Places, tmp_path: Path) -> None:
    sealed.close(NOW)
    recovery = passphrases.unlocked(places, Disk(), WORDS).sealer.recovery  # type: ignore[attr-defined]
    identity = pyrage.x25519.Identity.from_str(recovery)
    out = tmp_path / "out.json"
    out.write_bytes(pyrage.decrypt(places.ledger.read_bytes(), [identity]))
    with TinyDB(out) as plain:
        assert [doc["text"] for doc in plain.table(Topic.kind)] == ["one"]
    assert json.loads(out.read_bytes())["_meta"]["1"]["format"] == "trust-tui ledger"


def test_without_a_passphrase_age_is_not_even_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, '.');"
        "from tests.store.evening import *; p = places_in(Path(sys.argv[1]) / 'd');"
        "l = opened(p); add(l, 'a');"
        "from trust_tui.store import Drafts; Drafts(p.drafts, Disk(), l.seal).save('a', {'b': 1});"
        "l.maintain(NOW); l.close(NOW); from trust_tui.store.passphrases import is_locked;"
        "assert not is_locked(p, Disk()); assert l.passphrase is not None and not l.passphrase.is_set;"
        "assert 'pyrage' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_backups_of_both_kinds_are_thinned_together(sealed: Ledger, places: Places) -> None:
    for day in range(9):
        add(sealed, f"day {day}")
        sealed.maintain(later(days=day))
    names = [each.name for each in backups.found(places.backups, Disk())]
    assert all(name.endswith(".json.gz.age") for name in names)
    assert len(names) < 9
