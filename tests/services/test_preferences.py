"""What a person likes is remembered, and where it cannot be it still holds until the end."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_the_demo_forgets_choices_at_its_end(tmp_path: Path) -> None:
    preferences = open_preferences(None)
    assert (preferences.theme, preferences.country, preferences.keys, preferences.problems) == (
        "",
        "",
        (),
        (),
    )
    preferences.choose_theme("morning")
    preferences.choose_country("PT")
    assert (preferences.theme, preferences.country) == ("morning", "PT")
    assert (open_preferences(None).theme, list(tmp_path.iterdir())) == ("", [])


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
