"""What a person likes: colours, and the country of the helplines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trust_tui.services.helplines import countries, guess_country
from trust_tui.store.config import KeySetting

if TYPE_CHECKING:
    from trust_tui.store import Config

__all__ = ["KeySetting", "Preferences"]


class Preferences:
    """The settings as they apply now.

    Args:
        config: The settings file; None keeps choices for this sitting only, as the demo does.
    """

    def __init__(self, config: Config | None = None) -> None:
        self._config = config
        settings = config.load() if config else None
        self.theme = settings.theme if settings else ""
        self.keys = settings.keys if settings else ()
        self.problems = settings.problems if settings else ()
        self._country = settings.country if settings else ""

    @property
    def country(self) -> str:
        """The country chosen, or the one that the locale suggests where helplines are known for it, or ""."""
        if self._country:
            return self._country
        guess = guess_country(os.environ)
        return guess if guess in countries() else ""

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

    def _keep(self, key: str, value: str) -> None:
        if self._config is not None:
            self._config.set(key, value)
