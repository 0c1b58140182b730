"""The forms around setbacks and checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.content import load
from trust_tui.model.checkpoints import WEEKS, Way
from trust_tui.model.dates import date_words, day_words
from trust_tui.model.text import one_line
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.typed import day_remark, day_typed, past_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.checkpoints import Occasion
    from trust_tui.services.companion import Companion
    from trust_tui.services.setbacks import SetbackView


def _setback_fields() -> tuple[FormField, ...]:
    return (
        FormField("text", "What set it off", "a name, a street, a date"),
        FormField("felt", "What I felt", "in my body, too, or nothing here"),
        FormField("helped", "What helped", "it is offered to you next time"),
        FormField("ask", "What I ask", "of the other, or nothing"),
        FormField("day", "When", past_hint()),
    )


_FOR_WHOM = FormField("only_me", "For", options=(("", "both of us"), ("yes", "only me for now")))


def setback(companion: Companion, person: Person) -> Form:
    """Return the form that writes down a setback. It offers what helped last time."""
    today = companion.clock().day
    helped = "; ".join(one_line(text) for text in companion.setbacks.helped_before(person))
    is_solo = companion.couple.is_solo

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        words = (values["text"], values["felt"], values["helped"], values["ask"])
        return companion.setbacks.add(person, day, *words, only_me=bool(values.get("only_me")))

    return Form(
        key=f"setback.{person.id}.new",
        title="A setback",
        about=f"What helped before: {helped}."
        if helped
        else "A hard day undoes nothing. Write what you can.",
        fields=_setback_fields() if is_solo else (*_setback_fields(), _FOR_WHOM),
        save=save,
        values={"day": "today"},
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def change_setback(companion: Companion, person: Person, view: SetbackView) -> Form:
    """Return the form that changes a setback, and adds later what helped."""
    today, before = companion.clock().day, view.setback

    def save(values: Mapping[str, str]) -> object:
        day = day_typed(values["day"], today)
        words = (values["text"], values["felt"], values["helped"], values["ask"])
        return companion.setbacks.edit(person, before.id, day, *words)

    return Form(
        key=f"setback.{person.id}.{before.id}",
        title="Change a setback",
        about="What it says now is kept, and can be read below it.",
        fields=_setback_fields(),
        save=save,
        values={
            "text": before.text,
            "felt": before.felt,
            "helped": before.helped,
            "ask": before.ask,
            "day": date_words(before.day),
        },
        remarks=lambda values: {"day": day_remark(values["day"], today)},
    )


def answer_setback(companion: Companion, person: Person, view: SetbackView) -> Form:
    """Return the form that says something to a setback."""

    def save(values: Mapping[str, str]) -> object:
        return companion.setbacks.answer(person, view.id, values["text"])

    return Form(
        key=f"answer.{person.id}.{view.id}",
        title="Say something to it",
        about=view.setback.text,
        fields=(FormField("text", "My words", "I am here"),),
        save=save,
    )


def how_often(companion: Companion, person: Person) -> Form:
    """Return the form that asks how often checkpoints come."""
    rhythm = companion.checkpoints.rhythm
    options = [(str(weeks), f"every {weeks} weeks") for weeks in WEEKS]

    def save(values: Mapping[str, str]) -> object:
        return companion.checkpoints.every(person, int(values["weeks"]))

    return Form(
        key=f"checkpoints.{person.id}.weeks",
        title="How often",
        about="Choose it together. It counts from today, and you can change it at any time.",
        fields=(FormField("weeks", "A checkpoint", options=[*options, ("0", "never by itself")]),),
        save=save,
        values={"weeks": str(rhythm.weeks)} if rhythm else {},
    )


def answer_checkpoint(companion: Companion, person: Person, occasion: Occasion) -> Form:
    """Return the form that answers a checkpoint for oneself."""
    ways = load("checkpoints.json")["ways"]
    other, own = companion.couple.other(person), occasion.own
    waits = companion.checkpoints.other_waits(person, occasion.day)
    name = one_line(other.name) if other else ""

    def save(values: Mapping[str, str]) -> object:
        show = bool(values.get("show"))
        return companion.checkpoints.answer(
            person, occasion.day, Way(values["way"]), values["text"], show=show
        )

    def remarks(values: Mapping[str, str]) -> dict[str, str]:
        said = {"way": ways[values["way"]]["next"]}
        if waits and values.get("show"):
            said["show"] = f"{name} wants that, too. Once you save, both of you can read both. It stays so."
        return said

    fields = [
        FormField("way", "I would like to", options=[(way, each["label"]) for way, each in ways.items()]),
        FormField("text", "In my words", "why, or what it would take"),
    ]
    if other is not None and not occasion.is_open:
        options = (("", "only me"), ("yes", f"{name}, once both want to show theirs"))
        fields.append(FormField("show", "To be read by", options=options))
    return Form(
        key=f"checkpoint.{person.id}.{occasion.id}",
        title=f"The checkpoint of {day_words(occasion.day, companion.clock().day)}",
        about="How would you like to go on? Answer for yourself first. None of these is the right one.",
        fields=fields,
        save=save,
        values={"way": own.way, "text": own.text, "show": "yes" if own.show else ""} if own else {},
        remarks=remarks,
    )
