"""A form: a few fields on a screen of their own. What is typed is kept until it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from trust_tui.model.text import shown
from trust_tui.services.problems import LedgerError, Problem
from trust_tui.ui.commands import Place, bindings
from trust_tui.ui.draft_saver import DraftSaver
from trust_tui.ui.widgets.choice import Choice
from trust_tui.ui.widgets.form_row import FormRow
from trust_tui.ui.widgets.hints import Hints
from trust_tui.ui.widgets.in_sight import FormScroll
from trust_tui.ui.widgets.line_field import LineField
from trust_tui.ui.work import end, in_background

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from trust_tui.services.drafts import FormDrafts

Values = dict[str, str]
"""What stands in a form: texts and chosen values by the name of their field."""

_CHOSEN = "="
"""Before what is chosen, in a draft: a draft knows of no empty texts, and an option may be one."""

_WAITED = "You had typed this and not saved it."


@dataclass(frozen=True, slots=True)
class FormField:
    """One field.

    Attributes:
        name: Its name; a `Problem` about it carries the same one.
        label: What stands before it.
        placeholder: What stands in it while it is empty.
        options: Pairs of value and words, where it is one of a few and not a text.
        when: Says by what stands in the form whether it is asked at all; None where it always is.
    """

    name: str
    label: str
    placeholder: str = ""
    options: Sequence[tuple[str, str]] = ()
    when: Callable[[Values], bool] | None = None


_ROOMY = 20
"""The number of lines from which a form and a notice have room side by side."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form asks, and what becomes of the answers.

    Attributes:
        key: Names its draft: the kind of form, who writes, and what it is about.
        title: The title.
        fields: The fields, in the order in which they are asked.
        save: Saves what was typed, on a thread of its own, and returns what the screen ends with.
        values: What stands in the fields at first.
        about: A line or two below the title.
        remarks: What there is to say below the fields while they are filled in, by the name of the field.
    """

    key: str
    title: str
    fields: Sequence[FormField]
    save: Callable[[Values], object]
    values: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    remarks: Callable[[Values], Mapping[str, str]] = lambda _values: {}


class FormScreen(ModalScreen[object]):
    """Asks a `Form`. Ends with what its `save` returned, or None when it was left."""

    BINDINGS = bindings(Place.FORM)

    def __init__(self, form: Form, drafts: FormDrafts) -> None:
        super().__init__()
        self._asked = form
        self._drafts = drafts
        self._saver = DraftSaver(self, self._say)
        self._fields: dict[str, LineField | Choice] = {
            each.name: Choice(each.options, id=each.name)
            if each.options
            else LineField(id=each.name, placeholder=each.placeholder, is_last=len(form.fields) == 1)
            for each in form.fields
        }

    def compose(self) -> ComposeResult:
        """The title, one field below the other, and one line of help."""
        with FormScroll(id="asked"):
            yield Static(shown(self._asked.title), id="form-title", markup=False)
            yield Static(shown(self._asked.about), id="form-about", markup=False)
            yield Static(id="form-note", classes="note", markup=False)
            for each in self._asked.fields:
                yield FormRow(each.name, each.label, self._fields[each.name])
        yield Hints()

    def on_mount(self) -> None:
        """Fill in what is known, or what was typed before and not saved."""
        if self.app.size.height < _ROOMY:
            # A notice would lie over the lines that are typed into.
            self.app.clear_notifications()
        self.query_one("#form-about", Static).display = bool(self._asked.about)
        start = self._start
        waiting = self._restored(self._drafts.waiting(self._asked.key))
        self._fill({**start, **waiting} if waiting else start)
        if waiting:
            self._say(_WAITED)
        self._remark()
        # Not scrolled to: what the form is about stands above it.
        self._fields[self._asked.fields[0].name].focus(scroll_visible=False)

    # What stands in it

    @property
    def values(self) -> Values:
        """What stands in the form now."""
        return {
            name: each.value if isinstance(each, Choice) else each.text for name, each in self._fields.items()
        }

    @property
    def _start(self) -> Values:
        first = {each.name: each.options[0][0] if each.options else "" for each in self._asked.fields}
        return {**first, **self._asked.values}

    def _fill(self, values: Mapping[str, str]) -> None:
        with self.prevent(LineField.Changed, Choice.Changed):
            for name, each in self._fields.items():
                if isinstance(each, Choice):
                    each.value = values[name]
                else:
                    each.load_text(values[name])

    def _kept(self, values: Values) -> Values:
        """Return what a draft keeps of this."""
        return {
            name: f"{_CHOSEN}{text}" if isinstance(self._fields[name], Choice) else text
            for name, text in values.items()
        }

    def _restored(self, kept: Values) -> Values:
        """Return what stood in the form, as far as it can be chosen now."""
        found = {}
        for name, text in kept.items():
            field = self._fields.get(name)
            if isinstance(field, Choice) and field.offers(text.removeprefix(_CHOSEN)):
                found[name] = text.removeprefix(_CHOSEN)
            elif isinstance(field, LineField):
                found[name] = text
        return found

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        self._changed()

    def on_choice_changed(self) -> None:
        """Keep what is chosen."""
        self._changed()

    def _changed(self) -> None:
        self._say("")
        self._remark()
        drafts, key, values, start = self._drafts, self._asked.key, self.values, self._start
        if values == start:
            self._saver.soon(lambda: drafts.drop(key))
        else:
            kept = self._kept(values)
            self._saver.soon(lambda: drafts.keep(key, kept))

    def keep_drafts(self) -> None:
        """Keep what is typed; called on every way out."""
        self._saver.now()

    # What there is to say

    def _remark(self) -> None:
        values = self.values
        remarks = self._asked.remarks(values)
        for each in self._asked.fields:
            row = self.query_one(f"#row-{each.name}", FormRow)
            row.display = each.when is None or each.when(values)
            row.say(remarks.get(each.name, ""))

    def _say(self, words: str) -> None:
        note = self.query_one("#form-note", Static)
        note.update(Content(words))
        note.display = bool(words)
        note.set_class(bool(words) and words != _WAITED, "problem")

    def _say_problem(self, name: str, words: str) -> None:
        if name not in self._fields:
            self._say(words)
            return
        row = self.query_one(f"#row-{name}", FormRow)
        row.say(words, is_problem=True)
        self._fields[name].focus()

    def on_line_field_refused(self, message: LineField.Refused) -> None:
        """Say next to the field why nothing was pasted."""
        self._say_problem(message.field.id or "", message.reason)

    def on_line_field_submitted(self, message: LineField.Submitted) -> None:
        """Go to the next field; save from the last, where there is only one."""
        if len(self._fields) == 1:
            self.run_worker(self.run_action("save"))
        else:
            self.focus_next()

    # Ways out

    async def action_save(self) -> None:
        """Save. Whatever goes wrong, the form keeps its words."""
        values = self.values
        try:
            saved = await in_background(self, lambda: self._asked.save(values), "Saving…")
            self._saver.forget()
            self._drafts.drop(self._asked.key)
        except Problem as problem:
            self._say_problem(problem.field, str(problem))
        except LedgerError as error:
            self._say(str(error))
        else:
            end(self, saved)

    def action_leave(self) -> None:
        """Go back; what was typed is kept."""
        self._saver.now()
        self.dismiss(None)
