"""What a text on what happened is about: the fields that ask for it, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.breach import Apology
from trust_tui.model.text import one_line
from trust_tui.services.happened.telling import About
from trust_tui.ui.screens.form import FormField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from trust_tui.model.breach import Text
    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.happened.view import Heading

_NEW, _NONE = "+", ""
MINE, THEIRS, _BOTH, _OPEN = "mine", "theirs", "both", "open"

_MANY = 8
"""Of more breaches than this, the newest are offered, and the one under the cursor."""


def about_options(
    companion: Companion, person: Person, kind: type[Text], here: Heading | None
) -> list[tuple[str, str]]:
    """Return the breaches that this person can write such a text about, and how to begin another."""
    happened = companion.happened
    rows = happened.rows(person)
    own = {row.heading.id for row in rows if row.heading and row.is_mine and row.kind == kind.kind}
    if kind is Apology:
        own = set()
    free = [each for each in happened.headings(person) if each.id not in own]
    near = [each for at, each in enumerate(free) if at < _MANY or each == here]
    options = [(each.id, each.name) for each in near]
    if kind is Apology:
        options = [(_NONE, "something smaller"), *options]
    return [*options, (_NEW, "something else")]


def about_fields(
    companion: Companion, person: Person, options: Sequence[tuple[str, str]]
) -> Iterator[FormField]:
    """Yield what asks for a breach, and for a few words where it is a new one."""

    def is_new(values: Mapping[str, str]) -> bool:
        return values.get("about", _NEW) == _NEW

    if len(options) > 1:
        yield FormField("about", "About", options=options)
    yield name_field(is_new)
    yield whose_field(companion, person, is_new)


def name_field(when: Callable[[Mapping[str, str]], bool] | None = None) -> FormField:
    """Return the field for the few words."""
    return FormField("name", "In a few words", "the messages, the money", when=when)


def whose_field(
    companion: Companion, person: Person, when: Callable[[Mapping[str, str]], bool] | None = None
) -> FormField:
    """Return the field for who broke trust."""
    other = companion.couple.other(person)
    options = [(MINE, "mine")]
    if other is not None:
        options += [(THEIRS, f"{one_line(other.name)}'s"), (_BOTH, "both of ours")]
    return FormField("whose", "Whose doing", options=[*options, (_OPEN, "left open")], when=when)


def chosen_about(companion: Companion, person: Person, values: Mapping[str, str]) -> About:
    """Return what a text is about, as it was chosen."""
    chosen = values.get("about", _NEW)
    if chosen != _NEW:
        return About(chosen)
    broke, hurt = whose_of(companion, person, values["whose"])
    return About(name=values["name"], broke=broke, hurt=hurt)


def whose_of(companion: Companion, person: Person, whose: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who broke trust and who was hurt, as somebody chose it."""
    other = companion.couple.other(person)
    me, them = (person.id,), (other.id,) if other else ()
    both = tuple(each.id for each in companion.couple.people)
    return {MINE: (me, them), THEIRS: (them, me), _BOTH: (both, both)}.get(whose, ((), ()))


def whose_now(person: Person, heading: Heading) -> str:
    """Return what stands chosen for a breach now."""
    if len(heading.broke) != 1:
        return _BOTH if heading.broke else _OPEN
    return MINE if heading.broke == (person.id,) else THEIRS
