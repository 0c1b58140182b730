"""What a person likes is remembered, and where it cannot be it still holds until the end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trust_tui.model.dates import day_words, week_of
from trust_tui.services.opening import open_preferences
from trust_tui.services.preferences import Preferences
from trust_tui.services.problems import LedgerError
from trust_tui.store import Config, Places


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let no locale say where we are."""
    for name in ("LC_ALL", "LC_ADDRESS", "LC_TELEPHONE", "LC_MONETARY", "LC_TIME", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(tmp_path / "config.toml")


def test_a_choice_is_there_the_next_time(config: Config) -> None:
    preferences = Preferences(config)
    preferences.choose_theme("morning")
    preferences.choose_country("PT")

    for each in (preferences, Preferences(config)):
        assert (each.theme, each.country, each.problems) == ("morning", "PT", ())


def test_the_demo_takes_the_settings_and_forgets_choices_at_its_end(
    tmp_path: Path, nowhere: pytest.MonkeyPatch
) -> None:
    text = 'theme = "daylight"\ndate_format = "iso"\nweek_starts = "sunday"\n[keys]\nshell.people = "N"\n'
    path = tmp_path / "trust-tui" / "config.toml"
    path.parent.mkdir()
    path.write_text(text)
    nowhere.setenv("HOME", str(tmp_path))
    nowhere.setenv("XDG_CONFIG_HOME", str(tmp_path))
    nowhere.delenv("TRUST_TUI_FILE", raising=False)
    preferences = open_preferences(None)

    assert (preferences.theme, preferences.date_format, preferences.week_starts) == (
        "daylight",
        "iso",
        "sunday",
    )
    assert ([each.keys for each in preferences.keys], preferences.problems) == (["N"], ())
    preferences.choose_theme("morning")
    preferences.choose_country("PT")
    assert (preferences.theme, preferences.country) == ("morning", "PT")
    assert (open_preferences(None).theme, path.read_text()) == ("daylight", text)


def test_the_demo_opens_where_no_ledger_can_be(tmp_path: Path, nowhere: pytest.MonkeyPatch) -> None:
    nowhere.setenv("TRUST_TUI_FILE", str(tmp_path / "not" / "there" / "ours.json"))
    assert open_preferences(None).problems == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('date_format = "german"', 'There are: "day-month", "month-day", "iso".'),
        ('week_starts = "tuesday"', 'There are: "monday", "sunday", "saturday".'),
        ("week_starts = 1", "wants a text"),
    ],
)
def test_a_way_of_writing_dates_that_there_is_not_is_named_and_the_usual_one_applies(
    tmp_path: Path, line: str, words: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'theme = "contrast"\n{line}\n')
    preferences = Preferences(Config(path))
    preferences.use_dates()

    assert (preferences.theme, preferences.date_format, preferences.week_starts) == (
        "contrast",
        "day-month",
        "monday",
    )
    assert len(preferences.problems) == 1
    assert "line 2" in preferences.problems[0]
    assert words in preferences.problems[0]


def test_what_was_chosen_is_how_dates_are_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('date_format = "month-day"\nweek_starts = "saturday"\n')
    Preferences(Config(path)).use_dates()
    assert day_words(date(2026, 11, 22)) == "Sunday, November 22, 2026"
    assert week_of(date(2026, 11, 22)) == date(2026, 11, 21)


def test_the_settings_of_a_place_are_used(tmp_path: Path) -> None:
    places = Places.resolve(tmp_path / "ours.json", {"HOME": str(tmp_path)})
    open_preferences(places).choose_theme("morning")
    assert open_preferences(places).theme == "morning"
    assert places.config.exists()


@pytest.mark.parametrize(("locale", "country"), [("pt_PT.UTF-8", "PT"), ("ja_JP.UTF-8", ""), ("C", "")])
def test_without_a_choice_the_locale_suggests_a_country_with_helplines(
    config: Config, nowhere: pytest.MonkeyPatch, locale: str, country: str
) -> None:
    nowhere.setenv("LANG", locale)
    assert Preferences(config).country == country


def test_a_choice_beats_the_locale(config: Config, nowhere: pytest.MonkeyPatch) -> None:
    nowhere.setenv("LANG", "pt_PT.UTF-8")
    preferences = Preferences(config)
    preferences.choose_country("DE")
    assert preferences.country == "DE"


def test_a_choice_that_cannot_be_kept_is_told_and_holds(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    preferences = Preferences(Config(in_the_way / "config.toml"))
    for choose in (preferences.choose_theme, preferences.choose_country):
        with pytest.raises(LedgerError, match="until you quit"):
            choose("DE")
    assert (preferences.theme, preferences.country) == ("DE", "DE")


def test_a_slip_in_the_file_is_told_and_costs_no_other_setting(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "morning"\ncountry = PT\n')
    preferences = Preferences(Config(path))
    assert preferences.theme == "morning"
    assert len(preferences.problems) == 1
    assert "line 2" in preferences.problems[0]
