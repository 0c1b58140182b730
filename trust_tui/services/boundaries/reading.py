"""How a boundary looks to one person, in words without pressure: "not yet" is a complete answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from trust_tui.model.boundaries import (
    BOUNDARY_TEXTS,
    Agreement,
    Boundary,
    BoundaryEvent,
    BoundaryWords,
    Said,
    Standing,
    State,
    What,
    in_order,
)
from trust_tui.model.people import Couple, Person
from trust_tui.model.text import one_line
from trust_tui.model.versions import Version
from trust_tui.services.boundaries.view import Can, Detail, Entry, Row, Wording

TITLE_LIMIT = 120
"""The longest title, in characters: more than a wide list shows of it."""


def row(boundary: Boundary, stands: Standing, reader: Person, couple: Couple) -> Row:
    """Return one line of the list."""
    return Row(
        id=boundary.id,
        state=stands.state,
        title=title(boundary),
        area=boundary.area,
        whose=whose(boundary, reader, couple),
        author=boundary.author,
        next=_next(stands, reader),
        waits=_waits(stands, reader, couple),
        review_on=boundary.review_on,
    )


def detail(
    boundary: Boundary,
    stands: Standing,
    said: Sequence[Said],
    versions: Sequence[Version],
    reader: Person,
    couple: Couple,
) -> Detail:
    """Return all of it. `said` and `versions` hold what the reader may see, and nothing taken back."""
    entries = [(entry, _entry(entry, couple)) for entry in in_order(said)]
    events = [(each.what, shown) for each, shown in entries if isinstance(each, BoundaryEvent)]
    answered = {What.CHANGE, What.WITHDRAWN}
    return Detail(
        row=row(boundary, stands, reader, couple),
        wording=boundary.wording,
        words=BoundaryWords.of(boundary),
        agreed=tuple(_entry(entry, couple) for entry in stands.agreed),
        missing=tuple(_name(couple, person) for person in stands.missing),
        waiting=_waiting(boundary, stands, reader, couple),
        can=can(boundary, stands, said, reader),
        wordings=tuple(_wordings(boundary, said, versions, couple)),
        crossings=tuple(shown for what, shown in events if what is What.CROSSED),
        talks=tuple(shown for what, shown in events if what in {What.TALK, What.TALKED}),
        answers=tuple(
            shown
            for each, shown in entries
            if (each.what in answered if isinstance(each, BoundaryEvent) else each.at_review)
        ),
    )


def title(boundary: Boundary | BoundaryWords) -> str:
    """Return the first words of a boundary, on one line."""
    # "Shouting" alone in a list would read as the opposite of what was meant.
    words = one_line(boundary.fine) or f"Not all right: {one_line(boundary.not_fine)}"
    if len(words) <= TITLE_LIMIT:
        return words
    cut = words[:TITLE_LIMIT]
    return f"{cut.rpartition(' ')[0] or cut}…"


def whose(boundary: Boundary, reader: Person, couple: Couple) -> str:
    """Return whose boundary it is, as the reader would say it."""
    if boundary.ours:
        return "ours"
    return "yours" if boundary.author == reader.id else f"{_name(couple, boundary.author)}'s"


def can(boundary: Boundary, stands: Standing, said: Iterable[Said], reader: Person) -> tuple[Can, ...]:
    """Return all that the reader can do, what is asked of them first."""
    if stands.state is State.WITHDRAWN:
        return (Can.REVISE,)
    own = {ask.what for ask in stands.asks if ask.author == reader.id}
    in_review = stands.is_due and not stands.missing
    has_kept = any(entry.author == reader.id for entry in stands.kept)
    others = any(entry.author != reader.id for entry in said)
    possible = {
        Can.AGREE: reader.id in stands.missing,
        Can.KEEP: in_review and (not has_kept or bool(own)),
        Can.CHANGE: in_review and What.CHANGE not in own,
        Can.TALKED: bool(stands.asks),
        Can.TALK: What.TALK not in own,
        Can.REVISE: True,
        Can.CROSSED: True,
        Can.WITHDRAW: True,
        Can.REMOVE: boundary.author == reader.id and not others,
    }
    return tuple(each for each, is_possible in possible.items() if is_possible)


def _next(stands: Standing, reader: Person) -> Can | None:
    if stands.state is State.TALK:
        return Can.TALKED
    if stands.state is State.PROPOSED and reader.id in stands.missing:
        return Can.AGREE
    if stands.state is State.REVIEW and not any(entry.author == reader.id for entry in stands.kept):
        return Can.KEEP
    return None


def _waits(stands: Standing, reader: Person, couple: Couple) -> str:
    step = _next(stands, reader)
    if step is Can.TALKED:
        return "a talk, when there is time"
    if step is Can.AGREE:
        return "open for your answer"
    if step is Can.KEEP:
        return "to look at again"
    name = _open_for(stands, couple)
    return f"open for {name}" if name else ""


def _waiting(boundary: Boundary, stands: Standing, reader: Person, couple: Couple) -> str:
    step = _next(stands, reader)
    if stands.state is State.WITHDRAWN:
        return "Withdrawn. Nobody has to say why; new words can bring it back."
    if step is Can.TALKED:
        return _talk_words(stands, reader, couple)
    if step is Can.AGREE:
        is_own = boundary.worded_by == reader.id
        by = "These words are yours" if is_own else f"{_name(couple, boundary.worded_by)} wrote these words"
        return f"{by}. Yes, a talk, or “not yet”: each is a complete answer."
    if step is Can.KEEP:
        return "Time to look at it again: keep it, change it, or withdraw it."
    name = _open_for(stands, couple)
    return f"Open for {name}. “Not yet” is a complete answer." if name else ""


def _talk_words(stands: Standing, reader: Person, couple: Couple) -> str:
    names = [_name(couple, ask.author) for ask in stands.asks if ask.author != reader.id]
    if names:
        return f"{names[0]} would like to talk about it, when there is time for both of you."
    return "You would like to come back to this" + (
        "." if couple.is_solo else ", when there is time for both of you."
    )


def _open_for(stands: Standing, couple: Couple) -> str:
    """Return the name of the other one, where it is not the reader's turn; "" where it is nobody's."""
    if stands.state is State.PROPOSED:
        people = list(stands.missing)
    elif stands.state is State.REVIEW:
        kept = {entry.author for entry in stands.kept}
        people = [person.id for person in couple.people if person.id not in kept]
    else:
        people = []
    return next((_name(couple, person) for person in people), "")


def _name(couple: Couple, person_id: str) -> str:
    person = couple.get(person_id)
    return one_line(person.name) if person else "Somebody"


def _entry(entry: Said, couple: Couple) -> Entry:
    if isinstance(entry, Agreement):
        what, text = "keep" if entry.at_review else "agreed", ""
    else:
        what, text = entry.what.value, entry.text
    return Entry(entry.author, _name(couple, entry.author), entry.day, entry.wording, what, text)


def _wordings(
    boundary: Boundary, said: Iterable[Said], versions: Iterable[Version], couple: Couple
) -> Iterable[Wording]:
    # Whoever words something says yes to it. What has no yes was taken back before anybody answered it.
    stood = {entry.wording for entry in said if isinstance(entry, Agreement)}
    before: dict[int, Wording] = {}
    for version in sorted(versions, key=lambda each: each.of_rev):
        wording = _was(version, couple)
        if wording.number in stood and wording.number != boundary.wording:
            before[wording.number] = wording
    yield from (before[number] for number in sorted(before))
    by = boundary.worded_by
    words = BoundaryWords.of(boundary)
    yield Wording(boundary.wording, by, _name(couple, by), boundary.worded_on, words, is_present=True)


def _was(version: Version, couple: Couple) -> Wording:
    """Return what a boundary said before. A version holds it as JSON has it, and maybe not all of it."""
    body: Mapping[str, Any] = version.body
    by = str(body.get("worded_by", ""))
    review = body.get("review_on")
    words = BoundaryWords(
        area=str(body.get("area", "")),
        ours=bool(body.get("ours")),
        review_on=date.fromisoformat(review) if review else None,
        **{name: str(body.get(name, "")) for name in BOUNDARY_TEXTS},
    )
    day = date.fromisoformat(str(body.get("worded_on", version.day)))
    number = int(body.get("wording", 0))
    return Wording(number, by, _name(couple, by), day, words, is_present=False)
