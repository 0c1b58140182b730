"""`trust-tui config`: the settings as they apply, in the form of the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, complain, say
from trust_tui.model.dates import EXAMPLES, WeekStart
from trust_tui.services.opening import find_places, open_preferences, path_text
from trust_tui.services.preferences import LOCK_AFTER
from trust_tui.ui.commands import use_keys
from trust_tui.ui.keys import own_listing, resolved
from trust_tui.ui.look import DEFAULT_THEME, THEME_WORDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from trust_tui.services.preferences import Preferences


def run(options: argparse.Namespace) -> int:
    """Print them; what cannot be used is named on the other channel."""
    places = find_places(options.file)
    where = path_text(places.config)
    if options.path:
        return say(where)
    preferences = open_preferences(places)
    keys, clashes = resolved(preferences.keys)
    use_keys(keys)
    there = "" if places.config.exists() else ", which is not there yet"
    say(f"# The settings as they apply. They lie in {where}{there}.\n")
    say("\n".join(_settings(preferences)))
    say("\n".join(_keys(own_listing(keys))))
    for problem in (*preferences.problems, *clashes):
        complain(problem, OK)
    return OK


def _settings(preferences: Preferences) -> list[str]:
    theme = preferences.use_theme(list(THEME_WORDS), DEFAULT_THEME)
    country = preferences.country
    return [
        f"# The colours: {', '.join(THEME_WORDS)}. Few-coloured terminals keep their own.",
        f'theme = "{theme}"',
        "",
        "# The country whose helplines come first, in two letters. Left out, your locale says which.",
        f'country = "{country}"' if country else '# country = "PT"',
        "",
        f"# Minutes without a key until a ledger with a passphrase locks itself: {', '.join(LOCK_AFTER)}.",
        f'lock_after = "{preferences.lock_after}"',
        "",
        *_dates(preferences),
    ]


def _dates(preferences: Preferences) -> list[str]:
    forms = "; ".join(f"{form} as in {words}" for form, words in EXAMPLES.items())
    return [
        f"# How dates are written: {forms}.",
        f'date_format = "{preferences.date_format}"',
        "",
        f"# The day that weeks begin with: {', '.join(WeekStart)}. When a promise is due stays as it is.",
        f'week_starts = "{preferences.week_starts}"',
        "",
    ]


def _keys(rows: Sequence[str]) -> list[str]:
    return ["# Other keys than the usual ones; trust-tui keys prints them all.", "[keys]", *rows]
