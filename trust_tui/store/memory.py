"""What the program holds of the machine's memory, and gives back."""

from __future__ import annotations

import sys
from contextlib import suppress

_LARGE = 1 << 20
_FROM_WHICH_SIZE = -3
"""What `mallopt` calls M_MMAP_THRESHOLD."""


def give_back_large_blocks() -> None:
    """Let what takes a MiB or more go back to the system as soon as nobody needs it.

    A ledger is put together as a whole to be folded or backed up. Once such a block was given back, the C
    library of most Linux systems keeps the next one for itself: years of text for the rest of the evening.
    Where it is another library, nothing happens.
    """
    if sys.platform != "linux":
        return
    import ctypes  # takes longer than anything else here, so not at the start

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_FROM_WHICH_SIZE, _LARGE)
