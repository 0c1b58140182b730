"""A ledger and what lies beside it do not belong together: somebody, or a sync tool, moved one of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.store.faults.entries import moment, opened, places_in, save, saved_in, texts
from tests.store.faults.mutants import any_ledger, any_number
from tests.store.refusing import lived_in, refused
from trust_tui.model.kept import Topic
from trust_tui.store import Damage, Disk, Ledger, Places, journal
from trust_tui.store.rescue import restore
from trust_tui.store.salvage import salvage
from trust_tui.store.state import Table


def carried(places: Places, to: Path) -> Places:
    """Copy a ledger and its journal to another folder."""
    to.mkdir()
    for path in (places.ledger, places.journal):
        shutil.copyfile(path, to / path.name)
    return places_in(to)


@pytest.fixture
def here(tmp_path: Path) -> Places:
    """A ledger with "one" in its file and nothing in its journal."""
    (tmp_path / "here").mkdir()
    ledger = opened(tmp_path / "here")
    save(ledger, "one")
    ledger.close(moment())
    return places_in(tmp_path / "here")


@pytest.fixture
def there(here: Places, tmp_path: Path) -> Places:
    """A copy of it, in another place."""
    return carried(here, tmp_path / "there")


def wrote(places: Places, *entries: str, closes: bool = True) -> None:
    """Save some entries, and end as one should or by a kill."""
    ledger = opened(places.ledger.parent)
    for text in entries:
        save(ledger, text)
    if closes:
        ledger.close(moment())


# Something is missing.


def test_a_ledger_that_is_gone_while_its_journal_is_there(tmp_path: Path) -> None:
    places = lived_in(tmp_path)
    places.ledger.unlink()
    shutil.rmtree(places.backups)
    assert str(places.journal) in str(refused(places, Damage.MISSING))


def test_a_ledger_that_is_gone_while_its_backups_are_there(tmp_path: Path) -> None:
    places = lived_in(tmp_path)
    places.ledger.unlink()
    places.journal.unlink()
    problem = refused(places, Damage.MISSING)
    assert str(places.backups) in str(problem)
    assert len(problem.offers) == 2


def test_an_empty_journal_alone_is_no_sign_of_a_ledger(tmp_path: Path) -> None:
    # It is what is left where a very first save was cut short.
    places_in(tmp_path).journal.touch()
    places_in(tmp_path).backups.mkdir()
    wrote(places_in(tmp_path), "first")
    assert saved_in(tmp_path) == {"first"}


# The journal goes on from something else.


def test_an_older_copy_beside_a_newer_journal(here: Places, there: Places) -> None:
    wrote(here, "two")
    wrote(here, "three", "four", closes=False)
    shutil.copyfile(there.ledger, here.ledger)

    problem = refused(here, Damage.OLDER_COPY, here.journal)

    assert "2 newer entries" in str(problem)


def test_the_journal_of_another_ledger(here: Places, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = places_in(tmp_path / "other")
    wrote(other, "not ours")
    wrote(other, "not ours either", closes=False)
    shutil.copyfile(other.journal, here.journal)

    problem = refused(here, Damage.OLDER_COPY, here.journal)

    assert "another ledger" in str(problem)


def test_a_copy_that_was_written_in_elsewhere_while_an_entry_waits_here(here: Places, there: Places) -> None:
    wrote(here, "here", closes=False)
    wrote(there, "there", "and there again")
    shutil.copyfile(there.ledger, here.ledger)

    refused(here, Damage.OLDER_COPY, here.journal)

    found = salvage(here, Disk())
    assert found
    restore(here, found.state, moment())
    assert saved_in(here.ledger.parent) == {"one", "here", "there", "and there again"}


def _corrected(places: Places, text: str, *, closes: bool) -> None:
    ledger = opened(places.ledger.parent)
    with ledger.transaction() as tx:
        (topic,) = tx.all(Topic)
        tx.replace(topic.changed(moment(len(text)), text=text))
    if closes:
        ledger.close(moment())


def test_the_same_entry_corrected_in_two_copies(here: Places, there: Places) -> None:
    _corrected(here, "corrected here", closes=False)
    _corrected(there, "there", closes=True)
    shutil.copyfile(there.ledger, here.ledger)

    refused(here, Damage.OLDER_COPY, here.journal)


def test_a_copy_that_came_back_with_all_that_waits_here(here: Places, tmp_path: Path) -> None:
    wrote(here, "here", closes=False)
    there = carried(here, tmp_path / "there")
    wrote(there, "there")
    shutil.copyfile(there.ledger, here.ledger)

    assert saved_in(here.ledger.parent) == {"one", "here", "there"}


@pytest.mark.parametrize(
    ("where", "safeguard", "mutant", "proof"),
    [
        (journal, "replay", any_number, test_an_older_copy_beside_a_newer_journal),
        (
            Table,
            "holds",
            lambda *_: True,
            test_a_copy_that_was_written_in_elsewhere_while_an_entry_waits_here,
        ),
    ],
)
def test_each_safeguard_is_needed(
    here: Places,
    there: Places,
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    safeguard: str,
    mutant: Any,
    proof: Any,
) -> None:
    monkeypatch.setattr(where, safeguard, mutant)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        proof(here, there)


def test_that_a_journal_is_the_ledgers_own_is_asked_for_a_reason(
    here: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "replay", any_ledger)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        test_the_journal_of_another_ledger(here, tmp_path)


def test_two_ledgers_in_one_folder_do_not_meet(here: Places) -> None:
    other = here.ledger.with_name("other.json")
    shutil.copyfile(here.ledger, other)
    wrote(here, "here", closes=False)
    ledger = Ledger.open(Places(other, other, here.config, here.state), moment=moment())
    assert texts(ledger) == {"one"}
