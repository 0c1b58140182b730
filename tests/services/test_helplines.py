"""A number that somebody in danger calls has to be right, or to say that it may not be."""

from __future__ import annotations

import pytest

from trust_tui.content import load
from trust_tui.services.helplines import (
    LOCAL_EMERGENCY,
    NAMES,
    Helpline,
    countries,
    for_country,
    guess_country,
)

ALL = [line for code in countries() for line in for_country(code).lines]


def test_every_row_of_the_file_is_shown_once() -> None:
    rows = load("helplines.json")["helplines"]
    assert sorted(line.service for line in ALL) == sorted(row["service"] for row in rows)


@pytest.mark.parametrize("line", ALL, ids=lambda line: f"{line.country}-{line.service}")
def test_every_helpline_says_whom_it_is_for_and_where_it_was_found(line: Helpline) -> None:
    assert line.service
    assert line.audience
    assert line.source
    assert line.origin.startswith(line.source)
    assert line.phone or line.text or line.url
    assert not line.url.startswith("http")


@pytest.mark.parametrize("row", load("helplines.json")["helplines"], ids=lambda row: row["service"])
def test_only_a_first_hand_source_needs_no_check(row: dict[str, str]) -> None:
    assert row["confidence"] in {"high", "medium"}
    line = next(line for line in ALL if line.service == row["service"])
    assert line.check_first is (row["confidence"] == "medium")


def test_numbers_fit_a_narrow_screen_and_hold_nothing_odd() -> None:
    for number in (number for line in ALL for number in (*line.phone, *line.text)):
        assert len(number) <= 30
        assert number.isprintable()
        assert any(character.isdigit() for character in number)


def test_countries_are_listed_by_their_english_names() -> None:
    names = [NAMES[code] for code in countries()]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert names[0] == "Argentina"


def test_the_nations_of_the_united_kingdom_stand_under_one_country() -> None:
    kingdom = for_country("GB")
    assert [line.nation for line in kingdom.lines[:4]] == ["England", "Scotland", "Wales", "Northern Ireland"]
    assert all(line.nation == "" for line in kingdom.lines[4:])
    assert kingdom.emergency == "999"
    assert "GB-SCT" not in countries()


@pytest.mark.parametrize("code", ["GB-SCT", "gb", "uk", " GB "])
def test_other_ways_to_write_a_code_lead_to_the_country(code: str) -> None:
    assert for_country(code) == for_country("GB")


def test_no_emergency_number_is_invented() -> None:
    assert for_country("DE").lines
    assert for_country("DE").emergency == LOCAL_EMERGENCY


@pytest.mark.parametrize("code", ["", "XX"])
def test_an_unknown_country_gets_no_lines_and_the_general_advice(code: str) -> None:
    help_there = for_country(code)
    assert help_there.lines == ()
    assert help_there.name == code
    assert help_there.emergency == LOCAL_EMERGENCY


@pytest.mark.parametrize(
    ("env", "country"),
    [
        ({"LANG": "de_AT.UTF-8"}, "AT"),
        ({"LANG": "sv_SE"}, "SE"),
        ({"LANG": "ca_ES.UTF-8@valencia"}, "ES"),
        ({"LC_ALL": "pt_BR.UTF-8", "LANG": "pt_PT.UTF-8"}, "BR"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "en_US.UTF-8"}, "GB"),
        ({"LC_TELEPHONE": "nl_NL.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "NL"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "FR"),
        ({"LC_ALL": "", "LANG": "en_UK"}, "GB"),
        ({}, ""),
        ({"LANG": ""}, ""),
        ({"LANG": "C"}, ""),
        ({"LANG": "C.UTF-8"}, ""),
        ({"LANG": "POSIX"}, ""),
        ({"LANG": "en"}, ""),
        ({"LANG": "es_419"}, ""),
        ({"LANG": "_\x1b["}, ""),
        ({"LANG": "en_\N{LATIN SMALL LETTER E WITH ACUTE}S"}, ""),
    ],
)
def test_the_country_is_guessed_from_the_locale(env: dict[str, str], country: str) -> None:
    assert guess_country(env) == country
