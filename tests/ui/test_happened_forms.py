"""From the repair of an apology to the words of a promise."""

from __future__ import annotations

import pytest

from trust_tui.ui.happened_forms import _will


@pytest.mark.parametrize(
    ("repair", "will"),
    [
        ("I will tell you the same day", "tell you the same day"),
        ("I’ll tell you", "tell you"),
        ("I tell you the same day", "tell you the same day"),
        ("  I call when I am late", "call when I am late"),
        ("I am going to see somebody", "see somebody"),
        ("I am honest with you", "be honest with you"),
        ("I'm home by eight", "be home by eight"),
        ("I want to ask first", "ask first"),
        ("tell you the same day", "tell you the same day"),
        ("It begins with a call", "It begins with a call"),
        ("Ich rufe an", "Ich rufe an"),
        ("", ""),
    ],
)
def test_a_repair_reads_well_behind_i_will(repair: str, will: str) -> None:
    assert _will(repair) == will
