"""The forms around victories. One of them opens from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.dates import date_words
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import day_remark, day_typed, past_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.victories import Card

_TELL_ME_MORE = "Tell me more."


def add(companion: Companion, person: Person) -> Form:
    """Return the form that writes down a victory."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        return companion.victories.add(person, day, values["text"], _themes(values["themes"]))

    return Form(
        key=f"victory.{person.id}.new",
        title="A victory",
        about="Something that went a little better than it might have. Small ones count most.",
        fields=_fields(companion, person),
        save=save,
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def edit(companion: Companion, person: Person, card: Card) -> Form:
    """Return the form that changes a victory."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        return companion.victories.edit(person, card.id, day, values["text"], _themes(values["themes"]))

    return Form(
        key=f"victory.{person.id}.{card.id}",
        title="Change a victory",
        about="What it says now is kept, and can be read below it.",
        fields=_fields(companion, person),
        save=save,
        values={"text": card.text, "day": date_words(card.day), "themes": ", ".join(card.themes)},
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def answer(companion: Companion, person: Person, card: Card, title: str = "Say something to it") -> Form:
    """Return the form that says something to a victory."""

    def save(values: Mapping[str, str]) -> object:
        return companion.victories.answer(person, card.id, values["text"].strip() or _TELL_ME_MORE)

    return Form(
        key=f"answer.{person.id}.{card.id}",
        title=title,
        about=card.text,
        fields=(FormField("text", "My words", "left empty, it says: tell me more"),),
        save=save,
    )


def _fields(companion: Companion, person: Person) -> tuple[FormField, ...]:
    used = companion.victories.themes(person)[:4]
    hint = ", ".join(used) if used else "such as honesty, home, play"
    return (
        FormField("text", "What went well", "in a sentence"),
        FormField("day", "When", past_hint()),
        FormField("themes", "Themes", hint),
    )


def _themes(text: str) -> list[str]:
    return text.replace("\n", ",").split(",")
