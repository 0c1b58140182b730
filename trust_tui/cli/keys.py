"""`trust-tui keys`: every key, ready for the settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, complain, say
from trust_tui.services.opening import find_places, open_preferences
from trust_tui.ui.commands import use_keys
from trust_tui.ui.keys import listing, resolved

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print them."""
    preferences = open_preferences(find_places(options.file))
    keys, problems = resolved(preferences.keys)
    use_keys(keys)
    say(listing())
    for problem in (*preferences.problems, *problems):
        complain(problem, OK)
    return OK
