"""The forms around rituals and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.text import one_line
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import day_remark, day_typed, past_hint, schedule_remark, schedule_typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from trust_tui.model.people import Person
    from trust_tui.model.schedule import Schedule
    from trust_tui.services.companion import Companion
    from trust_tui.services.rituals import RitualView
    from trust_tui.services.thanks import Thank

_RITUAL = (
    FormField("name", "Called", "Sunday walk"),
    FormField("how", "How it goes", "half an hour, phones at home"),
    FormField("rhythm", "Usually", "every sunday, or empty"),
)


def begin(companion: Companion, person: Person) -> Form:
    """Return the form that begins a ritual."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        rhythm = _rhythm(values["rhythm"], today)
        return companion.rituals.add(person, values["name"], values["how"], rhythm)

    return Form(
        key=f"ritual.{person.id}.new",
        title="A ritual",
        about="Something small that you do again and again because it does you good. A time without it is "
        "no miss.",
        fields=_RITUAL,
        save=save,
        remarks=lambda values: {"rhythm": schedule_remark(values["rhythm"], today)},
    )


def change(companion: Companion, person: Person, view: RitualView) -> Form:
    """Return the form that changes a ritual."""
    today, ritual = companion.clock().day, view.ritual
    typed = ritual.rhythm.typed if ritual.rhythm else ""

    def save(values: Mapping[str, str]) -> object:
        # What was not touched keeps counting from the day on which it was typed.
        as_it_was = values["rhythm"] == typed
        rhythm = ritual.rhythm if as_it_was else _rhythm(values["rhythm"], today)
        return companion.rituals.edit(person, ritual.id, values["name"], values["how"], rhythm)

    return Form(
        key=f"ritual.{person.id}.{ritual.id}",
        title="Change a ritual",
        about="What it says now is kept, and can be read below it.",
        fields=_RITUAL,
        save=save,
        values={"name": ritual.name, "how": ritual.how, "rhythm": typed},
        remarks=lambda values: {"rhythm": schedule_remark(values["rhythm"], today)},
    )


def done(companion: Companion, person: Person, view: RitualView) -> Form:
    """Return the form that writes down that a ritual was done."""
    today = companion.clock().day

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        on_the_wall = bool(values["wall"])
        return companion.rituals.done(person, view.id, day, values["text"], on_the_wall=on_the_wall)

    return Form(
        key=f"ritual-done.{person.id}.{view.id}",
        title="You did it",
        about=one_line(view.ritual.name),
        fields=(
            FormField("day", "When", past_hint()),
            FormField("text", "How it was", "a few words, or none"),
            FormField("wall", "On the wall", options=(("", "no"), ("yes", "as a victory, too"))),
        ),
        save=save,
        values={"day": "today"},
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def thank(companion: Companion, person: Person) -> Form:
    """Return the form that thanks the other."""
    other = companion.couple.other(person)

    def save(values: Mapping[str, str]) -> object:
        return companion.thanks.add(person, other.id if other else "", values["text"])

    return Form(
        key=f"thanks.{person.id}.new",
        title=f"Thank {one_line(other.name)}" if other else "Thanks",
        about="Say what it was, and what it did for you. Small things count most.",
        fields=(FormField("text", "Thank you for", "in a sentence"),),
        save=save,
    )


def thank_anew(companion: Companion, person: Person, thanks: Thank) -> Form:
    """Return the form that says thanks in other words."""

    def save(values: Mapping[str, str]) -> object:
        return companion.thanks.edit(person, thanks.id, values["text"])

    return Form(
        key=f"thanks.{person.id}.{thanks.id}",
        title="Other words",
        about="What it says now is kept, and can be read below it.",
        fields=(FormField("text", "Thank you for"),),
        save=save,
        values={"text": thanks.text},
    )


def answer_thanks(companion: Companion, person: Person, thanks: Thank) -> Form:
    """Return the form that says something to somebody's thanks."""

    def save(values: Mapping[str, str]) -> object:
        return companion.thanks.answer(person, thanks.id, values["text"])

    return Form(
        key=f"answer.{person.id}.{thanks.id}",
        title="Say something to it",
        about=thanks.text,
        fields=(FormField("text", "My words", "what it does to you to hear it"),),
        save=save,
    )


def _rhythm(text: str, today: date) -> Schedule | None:
    return schedule_typed(text, today, "rhythm") if text.strip() else None
