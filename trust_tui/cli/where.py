"""`trust-tui where`: every path that is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, say
from trust_tui.services.opening import find_places, path_text

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Print them."""
    places = find_places(options.file)
    rows = {
        "ledger": places.ledger,
        "journal": places.journal,
        "lock": places.lock,
        "drafts": places.drafts,
        "backups": places.backups,
        "settings": places.config,
        "state": places.state,
        "log": places.log,
    }
    for name, path in rows.items():
        say(f"{name:<9} {path_text(path)}")
    return OK
