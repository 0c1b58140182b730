"""The forms around questions to bring. One of them opens from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.records import Visibility
from trust_tui.model.support import Became
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.support_forms import BOTH, PRIVATE, hides, reader_options, said_of, who_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.support.views import QuestionView


def bring(companion: Companion, person: Person, professional: str = "") -> Form:
    """Return the form that writes down a question to bring.

    Args:
        companion: The services.
        person: Who writes it down.
        professional: Whom it is for; "" for whoever comes next.
    """

    def save(values: Mapping[str, str]) -> object:
        visibility = Visibility(values["visibility"])
        return companion.questions.add(person, values["text"], values.get("professional", ""), visibility)

    options = reader_options(companion)
    if not companion.couple.is_solo:
        options[-1] = (PRIVATE, "only me, until I show it")
    return Form(
        key=f"question.{person.id}.{professional or 'new'}",
        title="A question to bring",
        about="To ask at the next session, while it is still in your mind.",
        fields=(
            *_question_fields(companion, person),
            FormField("visibility", "Who reads it", options=options),
        ),
        save=save,
        values=_for(companion, person, professional),
        remarks=lambda values: said_of("professional", hides(companion, person, values)),
    )


def reword(companion: Companion, person: Person, view: QuestionView) -> Form:
    """Return the form that puts a question into other words."""

    def save(values: Mapping[str, str]) -> object:
        whom = values.get("professional", view.professional)
        return companion.questions.edit(person, view.id, view.rev, values["text"], whom)

    return Form(
        key=f"question.{person.id}.{view.id}",
        title="Other words for a question",
        about="What it says now is kept, and can be read below it.",
        fields=_question_fields(companion, person),
        save=save,
        values={**_for(companion, person, view.professional), "text": view.text},
    )


def _question_fields(companion: Companion, person: Person) -> tuple[FormField, ...]:
    text = FormField("text", "I ask", "such as: how long does this take?")
    who = who_options(companion, person, "whoever comes next")
    return (text, FormField("professional", "For", options=who)) if len(who) > 1 else (text,)


def _for(companion: Companion, person: Person, professional: str) -> dict[str, str]:
    """Return whom a question is for, where there is anybody to choose."""
    who = [each for each, _ in who_options(companion, person, "")]
    return {"professional": professional if professional in who else ""} if len(who) > 1 else {}


def asked(companion: Companion, person: Person, view: QuestionView) -> Form:
    """Return the form that says that a question was asked."""

    def save(values: Mapping[str, str]) -> object:
        is_shown = values.get("visibility", PRIVATE) == BOTH
        return companion.questions.say(person, view.id, Became.ASKED, values["text"], share=is_shown)

    fields = [FormField("text", "What came of it", "it may stay empty")]
    if view.is_private:
        options = ((PRIVATE, "only me, as before"), (BOTH, reader_options(companion)[0][1]))
        fields.append(FormField("visibility", "Who reads it", options=options))
    return Form(
        key=f"asked.{person.id}.{view.id}",
        title="It was asked",
        about=view.text,
        fields=fields,
        save=save,
    )
