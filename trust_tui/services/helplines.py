"""People outside who answer the phone, by country, each with the place its number was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from trust_tui.content import load

NOTICE = "Numbers change. In danger, call the emergency number."
"""Shown above every list of helplines."""

LOCAL_EMERGENCY = "your local emergency number"
"""Said where the number is not known: a wrong one would be worse than none."""

NAMES: Mapping[str, str] = {
    "AR": "Argentina",
    "AT": "Austria",
    "AU": "Australia",
    "BR": "Brazil",
    "CA": "Canada",
    "DE": "Germany",
    "ES": "Spain",
    "FR": "France",
    "GB": "United Kingdom",
    "IE": "Ireland",
    "IN": "India",
    "IT": "Italy",
    "NL": "Netherlands",
    "NZ": "New Zealand",
    "PT": "Portugal",
    "SE": "Sweden",
    "US": "United States",
    "ZA": "South Africa",
}

_NATIONS = {
    "GB-ENG": "England",
    "GB-SCT": "Scotland",
    "GB-WLS": "Wales",
    "GB-NIR": "Northern Ireland",
}

# An address or a telephone format says where somebody lives more surely than the language they read.
_LOCALE_VARIABLES = (
    "LC_ALL", "LC_ADDRESS", "LC_TELEPHONE", "LC_MONETARY", "LC_TIME", "LC_MESSAGES", "LANG",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Helpline:
    """One service that can be called.

    Attributes:
        country: Two capital letters, such as "GB".
        nation: The part of the country it serves, such as "Scotland"; "" where it serves all of it.
        service: What it calls itself.
        audience: Whom it is for.
        phone: Numbers, ready to be shown.
        text: Numbers for text messages, ready to be shown.
        hours: When somebody answers; "" where that was not found.
        url: Its page, without "https://".
        source: Where this was found.
        source_date: The day, month or year of the source; "" where it showed none.
        check_first: Whether the source is second-hand or old, so that the number needs a check.
        note: Anything else worth knowing.
    """

    country: str
    nation: str
    service: str
    audience: str
    phone: tuple[str, ...]
    text: tuple[str, ...]
    hours: str
    url: str
    source: str
    source_date: str
    check_first: bool
    note: str

    @property
    def origin(self) -> str:
        """Where the number was found, and when, on one line."""
        return f"{self.source}, {self.source_date}" if self.source_date else self.source


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """Whom to call in one country.

    Attributes:
        code: Two capital letters; "" where no country was chosen.
        name: Its English name; the code itself where nothing is known of it.
        emergency: The emergency number, or `LOCAL_EMERGENCY`.
        lines: Its helplines; none where none were found.
    """

    code: str
    name: str
    emergency: str
    lines: tuple[Helpline, ...]


def countries() -> tuple[str, ...]:
    """Return the codes of all countries with a helpline, in the order of their English names."""
    return tuple(sorted(_by_country(), key=lambda code: NAMES[code]))


def for_country(code: str) -> CountryHelp:
    """Return whom to call in a country. One that is not known gets no lines, and no invented number.

    Args:
        code: Such as "AT"; case does not matter, and "GB-SCT" or "UK" lead to "GB".
    """
    country = _country(code)
    emergency: Mapping[str, str] = load("helplines.json")["emergency"]
    return CountryHelp(
        country,
        NAMES.get(country, country),
        emergency.get(country, LOCAL_EMERGENCY),
        _by_country().get(country, ()),
    )


def guess_country(env: Mapping[str, str]) -> str:
    """Return the country that the environment's locale names, such as "AT" for "de_AT.UTF-8"; else "".

    A guess only: it may name a country without helplines, and people set their locale as they like.
    """
    for variable in _LOCALE_VARIABLES:
        locale = env.get(variable, "").split(".")[0].split("@")[0]
        language, _, territory = locale.partition("_")
        if language and len(territory) == 2 and territory.isascii() and territory.isalpha():
            return _country(territory)
    return ""


def _country(code: str) -> str:
    country = code.strip().upper().split("-")[0]
    return "GB" if country == "UK" else country


@cache
def _by_country() -> Mapping[str, tuple[Helpline, ...]]:
    found: dict[str, tuple[Helpline, ...]] = {}
    for row in load("helplines.json")["helplines"]:
        line = _helpline(row)
        found[line.country] = (*found.get(line.country, ()), line)
    return found


def _helpline(row: Mapping[str, str | list[str]]) -> Helpline:
    code = str(row["country"])
    words = ("service", "audience", "hours", "url", "source", "source_date", "note")
    return Helpline(
        country=_country(code),
        nation=_NATIONS.get(code, ""),
        phone=tuple(row["phone"]),
        text=tuple(row["text"]),
        check_first=row["confidence"] != "high",
        **{word: str(row[word]) for word in words},
    )
