"""`trust-tui where`: every path that is used, and whether there is a passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.cli.saying import say
from trust_tui.services.locked import has_passphrase
from trust_tui.services.opening import find_places, path_text

if TYPE_CHECKING:
    import argparse

_LOCKED = {
    True: "yes, it has a passphrase",
    False: "no, it has no passphrase",
    None: "nobody can tell: it may not be looked at",
}


def run(options: argparse.Namespace) -> int:
    """Print them. The key is there only where there is a passphrase."""
    places = find_places(options.file)
    rows = {
        "ledger": places.ledger,
        "journal": places.journal,
        "lock": places.lock,
        "key": places.key,
        "drafts": places.drafts,
        "backups": places.backups,
        "settings": places.config,
        "state": places.state,
        "log": places.log,
    }
    for name, path in rows.items():
        say(f"{name:<9} {path_text(path)}")
    return say(f"{'locked':<9} {_LOCKED[has_passphrase(places)]}")
