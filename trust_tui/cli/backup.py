"""`trust-tui backup`: a copy of the whole ledger in a new file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trust_tui.cli.saying import not_for_the_demo, say
from trust_tui.cli.unlocking import seal_for
from trust_tui.services.clock import system_clock
from trust_tui.services.generations import Generations
from trust_tui.services.opening import find_places

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """Write it, and say where it is."""
    if options.demo:
        return not_for_the_demo()
    # A path at the prompt begins where the prompt is.
    to = Path.cwd() / Path(options.to).expanduser() if options.to else None
    places = find_places(options.file)
    return say(Generations(places, system_clock, seal_for(places, options)).back_up(to))
