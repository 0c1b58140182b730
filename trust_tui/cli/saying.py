"""What a command says at the prompt, and the code it ends with."""

from __future__ import annotations

import sys
from contextlib import suppress

OK, FAILED, USAGE, DAMAGED, NO_PLACE = 0, 1, 2, 3, 4


def say(words: str) -> int:
    """Say something that was asked for."""
    print(words)  # noqa: T201 - this is what it was asked for
    return OK


def not_for_the_demo() -> int:
    """Say that the made-up couple has no file."""
    return complain("the demo is kept in memory alone; leave out --demo.", USAGE)


def complain(words: str, code: int) -> int:
    """Say on the other channel what somebody should know. Return the code to end with."""
    with suppress(OSError):  # where not even that can be said, the code says it
        print(f"trust-tui: {words}", file=sys.stderr)  # noqa: T201 - errors go to stderr
    return code
