"""What the rooms of Support show alike: what is only for one, and what something said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from trust_tui.model.dates import short_day
from trust_tui.model.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trust_tui.model.people import Couple
    from trust_tui.model.versions import Version
    from trust_tui.ui.widgets.blocks import Block


def is_hidden(is_private: bool, couple: Couple) -> bool:
    """Say whether something is not to be shown unasked: the other one may be sitting beside."""
    return is_private and not couple.is_solo


def hidden_blocks(edit: str) -> Iterator[Block]:
    """Yield what stands in the place of words that are only for one.

    Args:
        edit: The key that shows them.
    """
    yield Content.styled("Only for you", "bold")
    yield Content("")
    yield Content(f"It is hidden here, as somebody may be sitting beside you. Press {edit} to read it.")


def before_blocks(versions: Sequence[Version], labels: Mapping[str, str]) -> Iterator[Block]:
    """Yield what a record said before, the texts that were there with their labels.

    Args:
        versions: Its earlier versions, oldest first.
        labels: The names of its texts on screen, by those in the record.
    """
    if versions:
        yield Content("")
        yield Content.styled("What it said before", "bold $quiet")
    for version in versions:
        yield Content("")
        yield Content.styled(f"until {short_day(version.created_at.date())}", "$quiet")
        for name, label in labels.items():
            if text := str(version.body.get(name) or ""):
                yield (label, Content(shown(text))) if label else Content(shown(text))
