"""The forms around the summary: which days it is about, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trust_tui.model.dates import date_words
from trust_tui.model.summary import SpanKind
from trust_tui.model.text import one_line
from trust_tui.services.problems import Problem
from trust_tui.services.summary import USUAL_WEEKS, WEEKS, Choice, FileKind
from trust_tui.ui.screens.form import Form, FormField
from trust_tui.ui.support_forms import said_of
from trust_tui.ui.typed import day_remark, day_typed, past_hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trust_tui.model.people import Person
    from trust_tui.services.companion import Companion
    from trust_tui.services.summary.view import SummaryView

_FEW, _ALL = "few", "all"
_BOTH, _MINE = "both", "mine"
_WITHOUT, _WITH = "without", "with"


def choose(companion: Companion, person: Person, view: SummaryView) -> Form:
    """Return the form that chooses what a summary is about."""
    today = companion.clock().day
    weeks = [(f"{each}", f"{each} weeks") for each in WEEKS]
    since = [(SpanKind.SESSION.value, "the last session")] if companion.summary.has_session else []
    fields = (
        FormField("span", "Since", options=[*since, *weeks, (SpanKind.DAY.value, "a day")]),
        FormField(
            "first", "First day", past_hint(), when=lambda values: values["span"] == SpanKind.DAY.value
        ),
        FormField("whole", "How much", options=((_FEW, "a selection"), (_ALL, "all of it"))),
        FormField("thanks", "Thanks", options=((_WITHOUT, "leave them here"), (_WITH, "bring them along"))),
    )

    def save(values: Mapping[str, str]) -> object:
        span, whole, thanks = values["span"], values["whole"] == _ALL, values["thanks"] == _WITH
        if span == SpanKind.SESSION.value:
            chosen = Choice(whole=whole, thanks=thanks)
        elif span == SpanKind.DAY.value:
            first = day_typed(values["first"], today, "first")
            chosen = Choice(SpanKind.DAY, first=first, whole=whole, thanks=thanks)
        else:
            chosen = Choice(SpanKind.WEEKS, int(span), whole=whole, thanks=thanks)
        companion.summary.choose(person, chosen)
        return True

    return Form(
        key=f"summary-days.{person.id}",
        title="What the summary is about",
        about="What you left out stays out. What comes in anew is asked about.",
        fields=fields,
        save=save,
        values=_chosen(view, bool(since)),
        remarks=lambda values: said_of("first", day_remark(values["first"], today)),
    )


def _chosen(view: SummaryView, has_session: bool) -> dict[str, str]:
    summary = view.summary
    span = summary.span.value
    if summary.span is SpanKind.WEEKS:
        span = str(summary.weeks)
    elif summary.span is SpanKind.SESSION and not has_session:
        span = str(USUAL_WEEKS)
    return {
        "span": span,
        "first": date_words(summary.first) if summary.first else "",
        "whole": _ALL if summary.whole else _FEW,
        "thanks": _WITH if summary.thanks else _WITHOUT,
    }


def write(companion: Companion, person: Person, view: SummaryView) -> Form:
    """Return the form that writes a summary to a file."""
    is_solo = companion.couple.is_solo
    may_choose = view.is_ready and not is_solo
    whose = (FormField("whose", "From", options=((_BOTH, "both of us"), (_MINE, "me alone"))),)
    fields = (
        *(whose if may_choose else ()),
        FormField(
            "kind",
            "As",
            options=((FileKind.PAGE.value, "a page to print"), (FileKind.MARKDOWN.value, "Markdown")),
        ),
        FormField("path", "Where", "such as ~/summary"),
    )

    def save(values: Mapping[str, str]) -> object:
        only_mine = is_solo or values.get("whose", _MINE) == _MINE
        kind = FileKind(values["kind"])
        return companion.summary.write(person, values["path"], kind, only_mine=only_mine)

    def remarks(values: Mapping[str, str]) -> dict[str, str]:
        try:
            path = companion.summary.path(values["path"], FileKind(values["kind"]))
        except Problem:
            return {}
        return {"path": f"A new file: {path}"}

    return Form(
        key=f"summary-file.{person.id}",
        title="Write the summary",
        about=_about(companion, person, view),
        fields=fields,
        save=save,
        values={"path": companion.summary.suggested()},
        remarks=remarks,
    )


def _about(companion: Companion, person: Person, view: SummaryView) -> str:
    plain = "The file is not locked: whoever can open your files can read it."
    other = companion.couple.other(person)
    if other is None or view.is_ready:
        return plain
    waits = (
        "both of you have looked at it" if not view.i_agree else f"{one_line(other.name)} has looked at it"
    )
    return f"It holds your own words alone; for both it can be written once {waits}. {plain}"
