"""Ten years of two people, about 32,500 entries and 9 MB: there and back again, and not one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.faults.entries import moment, opened, places_in, texts
from tests.store.sealed_evening import WORDS, of, quickly
from trust_tui.model.kept import Topic, Victory
from trust_tui.services.generations import Generations
from trust_tui.store import Disk, Ledger, Seal, passphrases

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quickly")]
__all__ = ["quickly"]

YEARS, LAST_YEAR = range(14_600), range(14_600, 16_250)


def write(ledger: Ledger, numbers: range) -> None:
    """Write a pair of entries for each number, the texts as long as people's are."""
    with ledger.transaction() as tx:
        for number in numbers:
            for kind in (Topic, Victory):
                tx.add(kind.new(author="a", device="d", moment=moment(), text=text(number)))


def text(number: int) -> str:
    return f"{number} we walked home and talked about it, slowly, and nobody left the room"


def read(folder: Path, seal: Seal | None) -> set[str]:
    return texts(Ledger.open(places_in(folder), moment=moment(2), seal=seal))


@pytest.mark.parametrize("is_sealed", [False, True], ids=["readable", "sealed"])
def test_there_and_back_again(tmp_path: Path, is_sealed: bool) -> None:
    ledger = opened(tmp_path)
    write(ledger, YEARS)
    if is_sealed:
        of(ledger).set(WORDS)
    ledger.maintain(moment())
    write(ledger, LAST_YEAR)
    ledger.close(moment(1))
    places = places_in(tmp_path)
    assert places.ledger.stat().st_size > 8_000_000
    seal = passphrases.unlocked(places, Disk(), WORDS) if is_sealed else None
    generations = Generations(places, lambda: moment(2), seal)

    first = generations.all()[-1]
    preview = generations.preview(first)
    assert preview.now is not None
    assert (preview.then["victory"], preview.now["victory"]) == (len(YEARS), len(YEARS) + len(LAST_YEAR))
    (kept,) = generations.restore(first)
    assert read(tmp_path, seal) == {text(number) for number in YEARS}

    generations.restore(generations.named(kept))
    assert read(tmp_path, seal) == {text(number) for number in (*YEARS, *LAST_YEAR)}
