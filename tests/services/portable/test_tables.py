"""Tables that a spreadsheet shows as they were typed, and never works out."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given

from tests.services.conftest import TODAY
from tests.store.any_record import TEXTS, plain_record
from trust_tui.model.checkin import Answers
from trust_tui.model.kinds import KINDS
from trust_tui.model.people import Couple, Person
from trust_tui.model.schedule import understood
from trust_tui.services.companion import Companion
from trust_tui.services.portable import Form
from trust_tui.services.portable.gather import Gathered, Scope
from trust_tui.services.portable.tables import render_csv, safe_cell


def tables(packed: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table, read as a spreadsheet reads them."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        texts = {name.removesuffix(".csv"): archive.read(name) for name in archive.namelist()}
    assert all(text.startswith(b"\xef\xbb\xbf") for text in texts.values())
    return {
        name: list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
        for name, text in texts.items()
    }


def taken_along(companion: Companion, name: str = "") -> dict[str, list[dict[str, str]]]:
    return tables(companion.portable.render(Form.CSV, companion.portable.scope(name)))


def test_one_table_for_each_kind_with_names_and_words(companion: Companion, ana: Person, ben: Person) -> None:
    for person in (ana, ben):
        answers = Answers(feelings=("calm", "tired"), safe=4, need='a "walk",\nand quiet')
        companion.checkins.save(person, TODAY, answers)
    companion.promises.make(ana, "I am late", "call", "", ben.id, understood("every friday at 18:00", TODAY))
    found = taken_along(companion)

    assert set(found) == {"person", "checkin", "promise"}
    row = found["checkin"][0]
    assert row["who"] == "Ana"
    assert row["day"] == "2026-11-22"
    assert row["feelings"] == "calm; tired"
    assert row["safe"] == "4"
    assert row["close"] == ""
    assert row["need"] == 'a "walk",\nand quiet'
    assert row["released"] == "no"
    promise = found["promise"][0]
    assert (promise["to"], promise["schedule"]) == ("Ben", "every Friday at 18:00")
    assert found["person"][0]["id"] == ana.id


def test_times_of_the_clock_and_what_was_taken_away_stay_out(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "kept")
    gone = companion.victories.add(ana, TODAY, "gone")
    companion.victories.remove(ana, gone.id)
    found = taken_along(companion, "Ana")

    assert [row["text"] for row in found["victory"]] == ["kept"]
    assert not {"created_at", "updated_at", "device", "tz"} & set(found["victory"][0])


@pytest.mark.parametrize(
    "typed", ["=1+1", "+351 91", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "=HYPERLINK(x)"]
)
def test_a_formula_is_shown_and_not_worked_out(companion: Companion, ana: Person, typed: str) -> None:
    made = companion.victories.add(ana, TODAY, "x", ["=theme"])
    with companion.ledger.transaction() as tx:
        tx.replace(made.changed(companion.clock(), text=typed))
    row = taken_along(companion)["victory"][0]

    assert row["text"] == f"'{typed}"
    assert row["themes"] == "'=theme"


@given(TEXTS)
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    cell = safe_cell(text)
    assert not cell or cell[0] not in "=+-@\t\r\n"
    assert cell.removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("name", sorted(KINDS))
def test_any_kind_makes_a_table(name: str) -> None:
    gone = plain_record(KINDS[name])
    records = {name: [gone, replace(gone, deleted=None, extra={"new": [1]})]}
    found = tables(render_csv(Gathered(Scope(None), Couple(()), records)))
    assert [row["extra"] for row in found[name]] == ['{"new":[1]}']


def test_the_same_entries_make_the_same_bytes(companion: Companion, ana: Person) -> None:
    companion.victories.add(ana, TODAY, "half a character: \ud83d")
    scope = companion.portable.scope()
    first = companion.portable.render(Form.CSV, scope)

    assert first == companion.portable.render(Form.CSV, scope)
    assert taken_along(companion)["victory"][0]["text"] == "half a character: ?"
