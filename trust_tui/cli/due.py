"""`trust-tui due`: what is due today, in one line; silent where nothing is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from trust_tui.cli.saying import OK, say
from trust_tui.store import Disk, Ledger, LedgerLocked, Places

if TYPE_CHECKING:
    import argparse

    from trust_tui.store import Seal


def run(options: argparse.Namespace) -> int:
    """Say it. A prompt waits for this: nothing is written, folded or loaded that it does not need."""
    places, disk = Places.resolve(options.file, os.environ), Disk()
    if not (disk.is_there(places.ledger) or disk.is_there(places.journal)):
        return OK  # nobody has begun, and asking for it begins nothing
    from trust_tui.model.people import Couple, Person
    from trust_tui.services.clock import system_clock
    from trust_tui.services.problems import Problem
    from trust_tui.services.today import due_words

    moment = system_clock()
    try:
        ledger = Ledger.open(places, moment=moment, disk=disk, seal=_seal(places, options))
    except LedgerLocked:
        return OK  # a prompt has nobody to ask, and says nothing about it
    couple = Couple(tuple(ledger.all(Person)))
    people = couple.people
    if options.name is not None:
        person = couple.named(options.name)
        if person is None:
            raise Problem("There is nobody called so here.")
        people = (person,)
    words = due_words(ledger, people, moment.day)
    return say(words) if words else OK


def _seal(places: Places, options: argparse.Namespace) -> Seal | None:
    if not options.passphrase_stdin:
        return None
    from trust_tui.cli.unlocking import seal_for

    return seal_for(places, options)
