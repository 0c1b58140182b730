"""What the made-up couple asked themselves every twelve weeks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.checkpoints import CheckpointAnswer, CheckpointRhythm, Way
from trust_tui.model.records import OURS, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trust_tui.model.people import Person
    from trust_tui.model.records import Record
    from trust_tui.services.demo.scribe import Scribe

_AFTER = timedelta(minutes=30)


def tell_checkpoints(scribe: Scribe, people: Mapping[str, Person]) -> Iterator[Record]:
    """Yield how often they have checkpoints, and what each answered: shown by both, or kept to oneself."""
    story = load("demo_checkpoints.json")
    rhythm = story["rhythm"]
    yield scribe.write(CheckpointRhythm, OURS, rhythm["day"], after=_AFTER, weeks=rhythm["weeks"])
    for row in story["answers"]:
        shown = row.get("shown", False)
        own = {"way": Way(row["way"]), "text": row["text"], "show": shown}
        visibility = Visibility.SHARED if shown else Visibility.PRIVATE
        author = people[row["who"]].id
        yield scribe.write(CheckpointAnswer, author, row["day"], after=_AFTER, **own, visibility=visibility)
