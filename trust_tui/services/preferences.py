"""What a person likes: colours, the country of the helplines, how dates are written, and the like."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from trust_tui.model import dates
from trust_tui.model.dates import DateFormat, WeekStart
from trust_tui.model.text import one_line
from trust_tui.store.config import KeySetting, Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from trust_tui.store import Config

__all__ = ["LOCK_AFTER", "KeySetting", "Preferences"]

LOCK_AFTER = ("off", "1", "5", "15")
"""Minutes after which it may lock itself."""

_USUAL_LOCK = "5"

_COUNTRY = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


class Preferences:
    """The settings as they apply now.

    Args:
        config: The settings file; None for the usual settings.
        keeps: Whether choices are written there; otherwise they hold for this sitting only, as in the demo.
    """

    def __init__(self, config: Config | None = None, *, keeps: bool = True) -> None:
        self._config = config
        self._keeps = keeps
        settings = config.load() if config else Settings(theme="")
        self.theme = settings.theme
        self.keys = settings.keys
        self.problems = settings.problems
        self._country = settings.country
        self._lock_after = self._one_of(LOCK_AFTER, "lock_after", settings.lock_after)
        format_name = self._one_of(tuple(DateFormat), "date_format", settings.date_format)
        first_day = self._one_of(tuple(WeekStart), "week_starts", settings.week_starts)
        self.date_format = DateFormat(format_name or DateFormat.DAY_MONTH)
        self.week_starts = WeekStart(first_day or WeekStart.MONDAY)
        if self._country and not _COUNTRY.fullmatch(self._country):
            odd = f"country cannot be “{one_line(self._country)}”. Write two letters, such as PT."
            self.problems = (*self.problems, self._at("country", odd))
            self._country = ""

    def _one_of(self, known: Sequence[str], key: str, value: str) -> str:
        """Return the value of a setting; "" where it is none of those there are, which becomes a problem."""
        if value in {"", *known}:
            return value
        names = ", ".join(f'"{each}"' for each in known)
        odd = f"{key} cannot be “{one_line(value)}”. There are: {names}."
        self.problems = (*self.problems, self._at(key, odd))
        return ""

    def use_dates(self) -> None:
        """Let dates be written, and weeks begin, as this person likes."""
        dates.use(self.date_format, self.week_starts)

    def use_theme(self, names: Collection[str], usual: str) -> str:
        """Return the colours to use: those that were chosen, or the usual ones.

        A name that is not among these becomes one of the problems.
        """
        if self.theme in names:
            return self.theme
        if self.theme:
            odd = f"There are no colours called “{one_line(self.theme)}”. There are: {', '.join(names)}."
            self.problems = (*self.problems, self._at("theme", odd))
            self.theme = ""
        return usual

    @property
    def country(self) -> str:
        """The country chosen, or the one that the locale suggests where helplines are known for it, or ""."""
        if self._country:
            return self._country
        from trust_tui.services.helplines import countries, guess_country

        guess = guess_country(os.environ)
        return guess if guess in countries() else ""

    @property
    def lock_after(self) -> str:
        """After how many minutes without a key it locks itself, or "off"."""
        return self._lock_after or _USUAL_LOCK

    def choose_lock_after(self, minutes: str) -> None:
        """Lock after so many minutes from now on, one of `LOCK_AFTER`.

        Raises:
            LedgerError: If the choice could not be kept; it applies until the end all the same.
        """
        self._lock_after = minutes
        self._keep("lock_after", minutes)

    def choose_theme(self, theme: str) -> None:
        """Use these colours from now on.

        Raises:
            LedgerError: If the choice could not be kept; it applies until the end all the same.
        """
        self.theme = theme
        self._keep("theme", theme)

    def choose_country(self, country: str) -> None:
        """Show this country's helplines from now on.

        Raises:
            LedgerError: If the choice could not be kept; it applies until the end all the same.
        """
        self._country = country
        self._keep("country", country)

    def _at(self, key: str, problem: str) -> str:
        return f"{self._config.where(key)}: {problem}" if self._config else problem

    def _keep(self, key: str, value: str) -> None:
        if self._config is not None and self._keeps:
            self._config.set(key, value)
