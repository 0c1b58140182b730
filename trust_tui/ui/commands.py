"""The one table of commands: keys, the line of help, the palette and the help page all come from here.

`COMMANDS` holds the usual keys. People may set others (`keys.py` says which): `commands()` and `key()` know
the keys as they are now, so whatever is shown to people asks those two.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import REPLACED_KEYS, key_to_character

from trust_tui.model.checkin import SCALE
from trust_tui.ui.tabs import TABS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Place(StrEnum):
    """Where a command works. The value is what the help page calls it."""

    EVERYWHERE = "Everywhere"
    SHELL = "When you are not typing"
    CHECKIN = "Check-in"
    BOUNDARIES = "Boundaries"
    DUE = "What is due today"
    PROMISES = "Promises"
    IDEAS = "Ideas for boundaries"
    WORDINGS = "Two wordings side by side"
    VICTORIES = "Victories"
    REVIEW = "Looking at victories together"
    PROFESSIONALS = "Our professionals"
    SESSIONS = "Sessions"
    QUESTIONS = "Questions to bring"
    SUMMARY = "Summary"
    HELPLINES = "Helplines"
    TALKS = "Talks"
    TOPICS = "Topics"
    TALK = "In a talk"
    CALM = "Before a talk"
    TIME_OUT = "A time-out"
    PICK = "Choosing from a list in a talk"
    HAPPENED = "What happened"
    THANKS = "Thanks"
    RITUALS = "Rituals"
    DECKS = "Activities"
    SETBACKS = "Setbacks"
    CHECKPOINTS = "Checkpoints"
    LONG_VIEW = "The long view"
    LOOKING_BACK = "Looking back"
    FEELINGS = "Choosing feelings"
    SCALE = "Safe and close"
    LINE = "On a line of text"
    CHOICE = "Choosing one of a few"
    FORM = "Writing something down"
    SEARCH = "Finding words"
    LIST = "In a list"
    BROWSE = "In a list and in what it holds"
    ROOMS = "In a room"
    WHO = "Who is writing"
    NAMES = "Names"
    TROUBLE = "When the ledger cannot be opened"
    BACKUPS = "Backups"
    PAGE = "On a page like this one"
    HELP = "On a page of help"
    GUIDE = "The guide"
    SAFETY = "Safety"
    UNLOCK = "Before a passphrase"
    PASSPHRASE = "Passphrase"  # noqa: S105 - the name of a place
    NOTES = "A passphrase for private notes"
    RECOVERY = "The recovery key"
    OFFER = "A passphrase, at the first start"
    ERASE = "Erase everything"


class Command(NamedTuple):
    """One thing that a key does.

    Attributes:
        place: Where it works.
        action: The name of the `action_…` method, with arguments where it takes some.
        keys: Textual's names of the keys, the one to show first.
        label: One or two words for the line of help; empty keeps it off that line.
        help: A sentence for the help page and the palette.
        in_palette: Whether the palette offers it.
        priority: Whether it also works while a field would take the key.
    """

    place: Place
    action: str
    keys: str
    label: str
    help: str
    in_palette: bool = True
    priority: bool = False

    @property
    def id(self) -> str:
        """A stable name such as "checkin.save" or "line.keep-topic". Key settings refer to it."""
        return f"{self.place.name.lower()}.{_plain(self.action)}"

    @property
    def binding(self) -> Binding:
        """The same as Textual wants it."""
        return Binding(
            self.keys, self.action, self.label, show=bool(self.label), priority=self.priority, id=self.id
        )

    @property
    def key_names(self) -> tuple[str, ...]:
        """Textual's names of the keys, one by one."""
        return tuple(self.keys.split(","))

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """The keys as they are printed for people."""
        return tuple(shown_key(key) for key in self.key_names)


_P = Place

COMMANDS: tuple[Command, ...] = (
    # Check-in
    Command(_P.CHECKIN, "save", "ctrl+s", "save", "Save this check-in"),
    Command(_P.CHECKIN, "edit", "e", "change it", "Change the check-in of this day; the earlier one is kept"),
    Command(
        _P.CHECKIN, "release", "r", "let it be read", "Let the other read this day before theirs is there"
    ),
    Command(
        _P.CHECKIN, "open_notes", "ctrl+n", "open your notes", "Open your private notes with their passphrase"
    ),
    Command(_P.CHECKIN, "earlier", "left_square_bracket", "day before", "Go to the day before"),
    Command(_P.CHECKIN, "later", "right_square_bracket", "day after", "Go to the day after"),
    Command(_P.CHECKIN, "today", "t", "today", "Go back to today"),
    Command(_P.CHECKIN, "due", "g", "what is due", "Go to the promises that are due"),
    Command(_P.CHECKIN, "versions", "v", "", "Read the earlier versions of this day"),
    Command(_P.CHECKIN, "share_weeks", "s", "", "Show your two weeks to the other, or keep them to yourself"),
    Command(_P.CHECKIN, "drop_draft", "x", "", "Let go of what is typed here and not saved"),
    Command(_P.CHECKIN, "remove", "d", "", "Remove your check-in of this day; undo brings it back"),
    # Boundaries
    Command(_P.BOUNDARIES, "add", "a", "propose", "Propose a boundary"),
    Command(_P.BOUNDARIES, "ideas", "i", "ideas", "Look at ideas, and make one of them your own"),
    Command(_P.BOUNDARIES, "agree", "y", "say yes", "Say yes to these words"),
    Command(_P.BOUNDARIES, "keep", "k", "keep", "At its review: keep it"),
    Command(_P.BOUNDARIES, "change", "c", "other words", "At its review: ask for other words"),
    Command(_P.BOUNDARIES, "talk", "t", "ask to talk", "Ask for a talk about it"),
    Command(_P.BOUNDARIES, "talked", "o", "we talked", "Note that you talked about it"),
    Command(_P.BOUNDARIES, "revise", "e", "reword", "Word it anew; everybody says yes again"),
    Command(_P.BOUNDARIES, "crossed", "x", "", "Write down that it was crossed"),
    Command(_P.BOUNDARIES, "repair", "m", "", "Make a crossing right"),
    Command(_P.BOUNDARIES, "landed", "l", "", "Say how the other's repair landed with you"),
    Command(_P.BOUNDARIES, "withdraw", "b", "", "Withdraw it; nobody has to say why"),
    Command(_P.BOUNDARIES, "remove", "d", "", "Remove your proposal that nobody answered"),
    Command(_P.BOUNDARIES, "wordings", "v", "", "Read two wordings side by side"),
    Command(_P.IDEAS, "close", "escape,q", "back", "Go back without an idea", False),
    Command(_P.WORDINGS, "step(-1)", "left", "the change before", "The change before", False),
    Command(_P.WORDINGS, "step(1)", "right", "the change after", "The change after", False),
    Command(_P.WORDINGS, "close", "escape,q", "close", "Go back", False),
    # What is due today
    Command(_P.DUE, "answer('kept')", "k", "kept", "Say that it was kept, as you saw it", False),
    Command(_P.DUE, "answer('not_kept')", "n", "not kept", "Say that it was not kept", False),
    Command(_P.DUE, "say", "t", "in words", "Say how you saw it, in your own words", False),
    # Promises
    Command(_P.PROMISES, "kept", "k", "kept", "Say that it was kept, as you saw it"),
    Command(_P.PROMISES, "not_kept", "n", "not kept", "Say that it was not kept; yours can be repaired"),
    Command(_P.PROMISES, "add", "a", "promise", "Make a promise"),
    Command(_P.PROMISES, "renew", "r", "renew", "Put a new promise in its place; that is no miss"),
    Command(_P.PROMISES, "say", "t", "in words", "Say how you saw it, in your own words"),
    Command(_P.PROMISES, "landed", "l", "how it landed", "Say how the other's repair landed with you"),
    Command(_P.PROMISES, "repair", "m", "repair", "Go on with your repair"),
    Command(_P.PROMISES, "other_list", "v", "all promises", "Show all promises, or the ledger again"),
    Command(_P.PROMISES, "reword", "e", "", "Say your promise in other words"),
    Command(_P.PROMISES, "rest", "z", "", "Let promises rest for some days: they count neither way"),
    Command(_P.PROMISES, "wake", "Z", "", "End the rest; today counts again"),
    Command(_P.PROMISES, "withdraw", "b", "", "Take your promise back from today on"),
    Command(_P.PROMISES, "remove", "d", "", "Remove a promise that you just made; undo brings it back"),
    # Victories
    Command(_P.VICTORIES, "add", "a", "add", "Write down a victory"),
    Command(_P.VICTORIES, "review", "r", "review together", "Look at victories together, one at a time"),
    Command(_P.VICTORIES, "answer", "t", "answer", "Say something to this victory: tell me more"),
    Command(_P.VICTORIES, "edit", "e", "change", "Change this victory; what it said before is kept"),
    Command(_P.VICTORIES, "pin", "asterisk", "pin", "Let this victory come first, or no longer"),
    Command(_P.VICTORIES, "remove", "d", "", "Take this victory off the wall; undo brings it back"),
    Command(_P.VICTORIES, "hide", "h", "hide", "Take this milestone off the wall; undo brings it back"),
    Command(_P.VICTORIES, "show_milestones", "H", "", "Bring back the milestones that were hidden"),
    # Looking at victories together
    Command(_P.REVIEW, "next", "space,right,enter", "next", "The next victory", False),
    Command(_P.REVIEW, "previous", "left", "the one before", "The victory before", False),
    Command(_P.REVIEW, "say(0)", "1", "", "The first of you says something", False),
    Command(_P.REVIEW, "say(1)", "2", "", "The second of you says something", False),
    Command(_P.REVIEW, "end", "e", "end here", "End here, with thanks", False),
    Command(_P.REVIEW, "leave", "escape", "go on later", "Leave; it goes on from here another time", False),
    # What happened
    Command(_P.HAPPENED, "answer", "t", "answer", "Answer what the other wrote; “not yet” is an answer"),
    Command(_P.HAPPENED, "give", "g", "give it", "Let the other read what you kept to yourself"),
    Command(_P.HAPPENED, "promise", "m", "promise", "Make a promise of an apology's repair"),
    Command(_P.HAPPENED, "acknowledge", "a", "acknowledge", "Say what happened, in plain words"),
    Command(_P.HAPPENED, "impact", "i", "impact", "Say what it did to you, and what you need"),
    Command(_P.HAPPENED, "apologise", "o", "apologise", "Write an apology"),
    Command(_P.HAPPENED, "reword", "e", "reword", "Say it in other words; what it said before is kept"),
    Command(_P.HAPPENED, "wordings", "v", "", "Read two wordings side by side"),
    Command(_P.HAPPENED, "rename", "n", "", "Find other words for what it is about"),
    Command(_P.HAPPENED, "remove", "d", "", "Remove what you wrote and nobody answered; undo brings it back"),
    # Thanks
    Command(_P.THANKS, "add", "a", "thank", "Thank the other for something"),
    Command(_P.THANKS, "answer", "t", "answer", "Say something to these thanks"),
    Command(_P.THANKS, "edit", "e", "reword", "Say your thanks in other words; the earlier ones are kept"),
    Command(_P.THANKS, "remove", "d", "", "Take your thanks back; undo brings them back"),
    # Rituals
    Command(_P.RITUALS, "done", "k", "we did it", "Write down that you did it"),
    Command(_P.RITUALS, "add", "a", "add", "Begin a ritual"),
    Command(_P.RITUALS, "edit", "e", "change", "Change this ritual; what it said before is kept"),
    Command(_P.RITUALS, "rest", "z", "let rest", "Put this ritual aside, or take it up again"),
    Command(_P.RITUALS, "remove", "d", "", "Remove this ritual; undo brings it back"),
    # The long view
    Command(_P.LONG_VIEW, "step(-1)", "left", "marks", "The mark before this one", False),
    Command(_P.LONG_VIEW, "step(1)", "right", "", "The mark after this one", False),
    Command(_P.LONG_VIEW, "visit", "enter", "open", "Read what this mark is about where it stands", False),
    Command(_P.LONG_VIEW, "span(1)", "s,full_stop", "longer", "Look further back"),
    Command(_P.LONG_VIEW, "span(-1)", "comma", "", "Look less far back"),
    Command(_P.LONG_VIEW, "other", "o", "both", "Show the other's line, where they share it"),
    Command(_P.LONG_VIEW, "scale", "up,down", "safe or close", "Safe or close, where one fits", False),
    # Looking back
    Command(_P.LOOKING_BACK, "turn", "y", "year or words", "The year or the words, where one fits"),
    Command(_P.LOOKING_BACK, "step(-1, 0)", "left", "day before", "The day before", False),
    Command(_P.LOOKING_BACK, "step(1, 0)", "right", "", "The day after", False),
    Command(_P.LOOKING_BACK, "step(0, -1)", "up", "month before", "The same day a month before", False),
    Command(_P.LOOKING_BACK, "step(0, 1)", "down", "", "The same day a month after", False),
    Command(_P.LOOKING_BACK, "visit", "enter", "open", "Open this day on Check-in", False),
    Command(_P.LOOKING_BACK, "ago", "a", "long ago", "Read what you wrote some time ago"),
    Command(_P.LOOKING_BACK, "year(-1)", "left_square_bracket", "year before", "The year before"),
    Command(_P.LOOKING_BACK, "year(1)", "right_square_bracket", "", "The year after"),
    Command(_P.LOOKING_BACK, "page(-1)", "pageup", "", "Up in the words", False),
    Command(_P.LOOKING_BACK, "page(1)", "pagedown", "", "Down in the words", False),
    # Talks
    Command(_P.TALKS, "take_up", "o", "take it up", "Take up a talk where it was left"),
    Command(_P.TALKS, "begin", "a", "begin a talk", "Begin a talk, side by side"),
    Command(_P.TALKS, "words", "e", "add words", "Write something to a talk that has ended"),
    Command(_P.TALKS, "remove", "d", "", "Remove a talk, or your words in it; undo brings it back"),
    # Topics
    Command(_P.TOPICS, "add", "a", "add", "Write down something to talk about"),
    Command(_P.TOPICS, "talk", "t", "talk about it", "Begin a talk about this topic"),
    Command(_P.TOPICS, "talked", "y", "we did", "Note that you talked about it"),
    Command(_P.TOPICS, "again", "b", "back to waiting", "Let it wait again"),
    Command(
        _P.TOPICS, "edit", "e", "other words", "Say your topic in other words; the earlier ones are kept"
    ),
    Command(_P.TOPICS, "remove", "d", "", "Remove your topic; undo brings it back"),
    # In a talk
    Command(_P.TALK, "pass_floor", "space", "pass the floor", "Give the floor to the other", False),
    Command(_P.TALK, "say_back", "s", "say back", "The listener says back what they heard", False),
    Command(_P.TALK, "confirm", "y", "that's it", "What was said back is what you meant", False),
    Command(_P.TALK, "again", "n", "again", "Not quite: the listener says it back once more", False),
    Command(_P.TALK, "ideas", "i", "ideas", "The speaker asks for ideas, or for no more of them", False),
    Command(_P.TALK, "say(0)", "1", "", "The first of you writes", False),
    Command(_P.TALK, "say(1)", "2", "", "The second of you writes", False),
    Command(_P.TALK, "choose", "c", "choose", "Choose what to talk about", False),
    Command(_P.TALK, "time_out", "t", "time-out", "Go apart, and agree on when you come back", False),
    Command(_P.TALK, "rest", "p", "clock", "Let the clock rest, or go on", False),
    Command(_P.TALK, "next", "enter,right", "go on", "The next step; after the last one, the end", False),
    Command(_P.TALK, "previous", "left", "", "The step before", False),
    Command(_P.TALK, "end", "e", "end", "End the talk; only what you wrote is kept", False),
    Command(_P.TALK, "leave", "escape", "go on later", "Leave; it is taken up from here", False),
    Command(_P.TALK, "help", "question_mark,f9", "help", "Explain talks and their keys", False),
    # Before a talk
    Command(_P.CALM, "answer(True)", "y,enter", "begin", "Both of you are calm enough", False),
    Command(_P.CALM, "answer(False)", "n,escape", "not tonight", "Not tonight; it waits", False),
    # A time-out
    Command(_P.TIME_OUT, "choose(20)", "1", "", "Come back in 20 minutes", False),
    Command(_P.TIME_OUT, "choose(40)", "2", "", "Come back in 40 minutes", False),
    Command(_P.TIME_OUT, "choose(60)", "3", "", "Come back in 60 minutes", False),
    Command(_P.TIME_OUT, "choose(0)", "4", "", "Come back tomorrow", False),
    Command(_P.TIME_OUT, "close", "escape,q", "go on talking", "Go on without a time-out", False),
    # Choosing from a list in a talk
    Command(_P.PICK, "pick", "space", "choose", "Choose this one, or put it back", False),
    Command(_P.PICK, "add", "a", "own words", "Say it in your own words", False),
    Command(_P.PICK, "close", "escape,q", "done", "Go back", False),
    # Our professionals
    Command(_P.PROFESSIONALS, "add", "a", "add", "Write down somebody who helps"),
    Command(_P.PROFESSIONALS, "question", "t", "ask them", "Write down a question for them"),
    Command(_P.PROFESSIONALS, "edit", "e", "change", "Change what is written here; it keeps what it said"),
    Command(_P.PROFESSIONALS, "remove", "d", "", "Take them off the list; undo brings them back"),
    # Sessions
    Command(_P.SESSIONS, "done", "y", "done", "Say that you did what you wanted to try"),
    Command(_P.SESSIONS, "say", "t", "how it went", "Say how it went, and what got in the way"),
    Command(_P.SESSIONS, "add", "a", "session", "Write down a session"),
    Command(_P.SESSIONS, "practice", "r", "to try", "Write down something to try until the next session"),
    Command(_P.SESSIONS, "next", "n", "next session", "Say when the next session is"),
    Command(_P.SESSIONS, "edit", "e", "change", "Change it; what it said before is kept"),
    Command(_P.SESSIONS, "remove", "d", "", "Take it off the list; undo brings it back"),
    # Questions to bring
    Command(_P.QUESTIONS, "add", "a", "add", "Write down a question to bring"),
    Command(_P.QUESTIONS, "asked", "y", "asked", "Say that it was asked, and what came of it"),
    Command(_P.QUESTIONS, "keep", "k", "next time", "Keep it for next time"),
    Command(_P.QUESTIONS, "let_go", "l", "let it go", "Let this question go"),
    Command(_P.QUESTIONS, "edit", "e", "reword", "Put it into other words; the earlier ones are kept"),
    Command(_P.QUESTIONS, "share", "s", "", "Let the other read a question that was only for you"),
    Command(_P.QUESTIONS, "remove", "d", "", "Remove this question; undo brings it back"),
    # Summary
    Command(_P.SUMMARY, "put", "space", "leave out", "Leave this line out, or put it back", False),
    Command(_P.SUMMARY, "agree", "y", "all right", "Say that yours are all right, or look again"),
    Command(_P.SUMMARY, "choose", "c", "days", "Choose which days it is about, and how much of them"),
    Command(_P.SUMMARY, "write", "o", "write", "Write it as a page to print, or as Markdown"),
    # Helplines
    Command(_P.HELPLINES, "choose", "y", "my country", "Put this country first, here and in Safety"),
    # Activities
    Command(_P.DECKS, "draw_card", "n", "draw a card", "Draw a card: something to do, or a question"),
    Command(_P.DECKS, "done", "k", "we did it", "Note that you did it, and let it be a victory"),
    Command(_P.DECKS, "another", "r", "another", "Draw another card like the one on the table"),
    Command(_P.DECKS, "put_back", "b", "put back", "Put the card on the table back into the deck"),
    Command(_P.DECKS, "favour", "asterisk", "favourite", "Make this card a favourite, or no longer"),
    Command(_P.DECKS, "leave_out", "h", "not for us", "Never draw this card, or draw it again"),
    Command(_P.DECKS, "add", "a", "own card", "Write a card of your own"),
    Command(_P.DECKS, "edit", "e", "", "Change a card that you wrote"),
    Command(_P.DECKS, "remove", "d", "", "Remove your card, or what you noted; undo brings it back"),
    # Setbacks
    Command(_P.SETBACKS, "add", "a", "write down", "Write down a setback; what helped before is offered"),
    Command(_P.SETBACKS, "answer", "t", "answer", "Say something to this setback"),
    Command(_P.SETBACKS, "edit", "e", "change", "Change it, or add what helped; what it said is kept"),
    Command(_P.SETBACKS, "show", "g", "let be read", "Let the other read what was only for you"),
    Command(_P.SETBACKS, "remove", "d", "", "Remove this setback; undo brings it back"),
    # Checkpoints
    Command(_P.CHECKPOINTS, "answer", "a", "answer", "Answer it for yourself, or answer it anew"),
    Command(_P.CHECKPOINTS, "ask", "n", "have one today", "Have a checkpoint today; the other sees that"),
    Command(_P.CHECKPOINTS, "every", "o", "how often", "Choose how many weeks lie between two of them"),
    # Choosing feelings
    Command(_P.FEELINGS, "pick", "space,enter", "choose", "Choose the word, or put it back", False),
    Command(_P.FEELINGS, "move(-1)", "left", "", "The word before", False),
    Command(_P.FEELINGS, "move(1)", "right", "", "The word after", False),
    Command(_P.FEELINGS, "row(-1)", "up", "", "The row above", False),
    Command(_P.FEELINGS, "row(1)", "down", "", "The row below, then the next field", False),
    # Safe and close
    *(Command(_P.SCALE, f"choose({step})", str(step), "", "Choose this step", False) for step in SCALE),
    Command(_P.SCALE, "step(-1)", "left", "", "One step down", False),
    Command(_P.SCALE, "step(1)", "right", "", "One step up", False),
    Command(_P.SCALE, "clear", "0,backspace,delete", "clear", "Leave this empty", False),
    Command(_P.SCALE, "next", "enter,down", "", "The next field", False),
    Command(_P.SCALE, "previous", "up", "", "The field before", False),
    # On a line of text
    Command(_P.LINE, "keep('topic')", "ctrl+t", "topic", "Keep this line as something to talk about"),
    Command(_P.LINE, "keep('victory')", "ctrl+r", "victory", "Keep this line as a victory"),
    Command(_P.LINE, "keep('setback')", "ctrl+l", "setback", "Keep this line as a setback"),
    # With priority, because TextArea would take it for a line break.
    Command(_P.LINE, "next", "enter", "", "The next field", False, True),
    Command(_P.LINE, "new_line", "ctrl+j,shift+enter", "", "A new line in the text", False),
    Command(_P.LINE, "leave", "escape", "", "Stop typing; the text stays", False),
    # Choosing one of a few
    Command(_P.CHOICE, "step(-1)", "left", "", "The option before", False),
    Command(_P.CHOICE, "step(1)", "right,space", "next one", "The option after", False),
    Command(_P.CHOICE, "next", "enter,down", "", "The next field", False),
    Command(_P.CHOICE, "previous", "up", "", "The field before", False),
    # Writing something down
    Command(_P.FORM, "save", "ctrl+s", "save", "Save what you wrote", False),
    Command(_P.FORM, "leave", "escape", "back", "Go back; what you wrote is kept as a draft", False),
    # In a list
    Command(_P.LIST, "open", "enter", "open", "Open what the cursor is on", False),
    Command(_P.LIST, "step(-1)", "up", "", "One up", False),
    Command(_P.LIST, "step(1)", "down", "", "One down", False),
    Command(_P.LIST, "step(0, -1)", "left", "", "One to the left", False),
    Command(_P.LIST, "step(0, 1)", "right", "", "One to the right", False),
    Command(_P.LIST, "page(-1)", "pageup", "", "A screen up", False),
    Command(_P.LIST, "page(1)", "pagedown", "", "A screen down", False),
    Command(_P.LIST, "first", "home", "", "The first", False),
    Command(_P.LIST, "last", "end", "", "The last", False),
    # Finding words
    Command(_P.SEARCH, "results", "down", "to what was found", "Go down to what was found", False),
    Command(_P.SEARCH, "close", "escape", "back", "Go back", False),
    # In a list and in what it holds
    Command(_P.BROWSE, "back", "escape", "back", "Go back to the list", False),
    Command(_P.BROWSE, "filter", "f", "", "Show only what holds certain words"),
    # In a room
    Command(_P.ROOMS, "rooms", "escape", "rooms", "Go back to the rooms of this tab"),
    # Who is writing
    Command(_P.WHO, "choose(0)", "1", "", "The first of you", False),
    Command(_P.WHO, "choose(1)", "2", "", "The second of you", False),
    Command(_P.WHO, "move(-1)", "up,left", "", "The one above", False),
    Command(_P.WHO, "move(1)", "down,right", "", "The one below", False),
    Command(_P.WHO, "confirm", "enter,space", "begin", "Begin writing", False),
    # Names
    Command(_P.NAMES, "save_names", "ctrl+s", "begin", "Use these names", False),
    Command(_P.NAMES, "skip", "escape", "skip", "Leave the names as they are", False),
    # When the ledger cannot be opened
    Command(_P.BACKUPS, "go_back", "y", "go back", "Yes, go back to this backup", False),
    Command(_P.BACKUPS, "close", "escape,q", "back", "Leave everything as it is", False),
    Command(_P.TROUBLE, "restore", "b", "use the backup", "Go on with the newest good backup", False),
    Command(_P.TROUBLE, "salvage", "r", "use what is readable", "Go on with what can be read", False),
    Command(_P.TROUBLE, "begin_anew", "n", "begin anew", "Begin with an empty ledger", False),
    Command(_P.TROUBLE, "app.quit", "q,escape", "leave", "Leave everything as it is", False),
    # On a page
    Command(_P.PAGE, "close", "escape,q", "close", "Close this page", False),
    Command(_P.HELP, "guide", "G", "the guide", "Read the guide, a short page for each theme", False),
    Command(_P.GUIDE, "step(1)", "right", "next", "The page after", False),
    Command(_P.GUIDE, "step(-1)", "left", "before", "The page before", False),
    Command(_P.GUIDE, "read(1)", "down", "", "Read on; after the end comes the next page", False),
    Command(_P.GUIDE, "read(-1)", "up", "", "Read back", False),
    Command(_P.GUIDE, "leaf(1)", "pagedown,space", "", "A screen further", False),
    Command(_P.GUIDE, "leaf(-1)", "pageup", "", "A screen back", False),
    Command(_P.GUIDE, "edge(1)", "end", "", "To the end of the page", False),
    Command(_P.GUIDE, "edge(-1)", "home", "", "To the beginning of the page", False),
    Command(_P.SAFETY, "country(1)", "c", "next country", "Show the helplines of the next country", False),
    Command(_P.SAFETY, "country(-1)", "C", "", "Show the helplines of the country before", False),
    # The passphrase
    Command(_P.UNLOCK, "help", "f9", "help", "What can be typed here, and what if it is forgotten", False),
    Command(_P.UNLOCK, "app.quit", "escape", "leave", "Leave without opening it", False),
    Command(_P.OFFER, "skip", "enter,escape", "go on", "Go on without a passphrase", False),
    Command(_P.OFFER, "set", "s", "set one", "Set a passphrase", False),
    Command(_P.PASSPHRASE, "set", "s", "set one", "Set a passphrase", False),
    Command(_P.PASSPHRASE, "change", "c", "change it", "Change the passphrase", False),
    Command(_P.PASSPHRASE, "remove", "d", "take it away", "Take the passphrase away", False),
    Command(_P.PASSPHRASE, "idle", "i", "idle lock", "Lock by itself after some minutes, or never", False),
    Command(_P.PASSPHRASE, "lock", "L", "", "Lock now; what you typed is kept", False),
    Command(_P.PASSPHRASE, "help", "question_mark,f9", "help", "Explain this page and its keys", False),
    Command(_P.NOTES, "set", "s", "set one", "Set a passphrase for your private notes", False),
    Command(_P.NOTES, "change", "c", "change it", "Change the passphrase of your private notes", False),
    Command(_P.NOTES, "remove", "d", "take it away", "Take it away; your notes are not sealed then", False),
    Command(_P.NOTES, "help", "question_mark,f9", "help", "Explain this page and its keys", False),
    Command(_P.RECOVERY, "done", "y", "I wrote it down", "Go on; the key is not shown again", False),
    # Erase everything
    Command(_P.ERASE, "close", "escape", "back", "Leave everything as it is", False),
    # With priority: a line of text has these keys too, and does nothing with them.
    Command(_P.ERASE, "line(1)", "down", "read on", "Read on, while you can type", False, True),
    Command(_P.ERASE, "line(-1)", "up", "", "Read back", False, True),
    Command(_P.ERASE, "leaf(1)", "pagedown", "", "A screen further", False, True),
    Command(_P.ERASE, "leaf(-1)", "pageup", "", "A screen back", False, True),
    # The shell
    Command(_P.SHELL, "hand_over", "w", "hand over", "Hand the keyboard over, or say who is writing"),
    Command(_P.SHELL, "undo", "u", "", "Undo your last change"),
    Command(_P.SHELL, "search", "slash", "", "Find words in everything that you may see"),
    Command(_P.SHELL, "add_victory", "plus", "", "Write down a victory, from anywhere"),
    Command(_P.SHELL, "bring", "B", "", "Write down a question to bring to a session, from anywhere"),
    Command(_P.SHELL, "save_copy", "S", "", "Save a copy of all that this window knows, beside the ledger"),
    Command(_P.SHELL, "lock", "L", "", "Lock now; what you typed is kept"),
    Command(_P.SHELL, "passphrase", "P", "", "The passphrase: set, change or take it away"),
    Command(_P.SHELL, "notes", "N", "", "A passphrase of your own for your private notes"),
    # No key that a finger finds by itself.
    Command(_P.SHELL, "erase", "ctrl+delete", "", "Erase everything; it says what goes, and asks"),
    Command(_P.SHELL, "people", "p", "", "Names, and somebody to write with"),
    Command(_P.SHELL, "app.quit", "q", "", "Leave; what you typed is kept"),
    Command(_P.SHELL, "help", "question_mark,f9", "help", "Explain this place and its keys"),
    *(
        Command(_P.SHELL, f"tab('{tab.id}')", f"{number},f{number}", "", f"Open {tab.title}")
        for number, tab in enumerate(TABS, 1)
    ),
    # Everywhere
    Command(_P.EVERYWHERE, "quit", "ctrl+q", "", "Leave; what you typed is kept", False, True),
    Command(_P.EVERYWHERE, "safety", "f8", "safety", "When this is not for you, and helplines", True, True),
    Command(
        _P.EVERYWHERE, "vanish", "f12,ctrl+backslash", "", "Clear the screen and leave at once", True, True
    ),
    Command(_P.EVERYWHERE, "command_palette", "ctrl+p", "", "Find any command", False, True),
)


def bindings(place: Place) -> list[BindingType]:
    """Return the bindings of one place, for a widget's or a screen's BINDINGS."""
    return [command.binding for command in COMMANDS if command.place is place]


def commands() -> Collection[Command]:
    """Return every command with the keys that it has now, in the order of the table."""
    return _now.values()


def use_keys(keys: Mapping[str, str]) -> None:
    """Let these keys, by the id of their command, take the place of the usual ones."""
    _now.update(_USUAL)
    for command_id, names in keys.items():
        _now[command_id] = _now[command_id]._replace(keys=names)


def by_id(command_id: str) -> Command:
    """Return the command with this id, with the keys that it has now."""
    return _now[command_id]


def key(command_id: str) -> str:
    """Return the key of a command as people read it, for a sentence that tells them to press it."""
    return by_id(command_id).shown_keys[0]


def with_keys(text: str) -> str:
    """Return one of our own texts with the keys of the quick exit and of Safety as they are now."""
    exits = (shown_key(name).replace("^", "ctrl+") for name in by_id("everywhere.vanish").key_names)
    keys = {"F12 or ctrl+\\": " or ".join(exits), "F8": key("everywhere.safety")}
    return re.sub("|".join(map(re.escape, keys)), lambda found: keys[found[0]], text)


@cache
def _plain(action: str) -> str:
    """Return an action without brackets and quotes, fit to be typed as a key of TOML."""
    return re.sub(r"\W+", "-", re.sub(r"-(?=\d)", "minus-", action.removeprefix("app."))).strip("-")


_USUAL = {command.id: command for command in COMMANDS}
_now = dict(_USUAL)

_SHOWN = {"escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "space": "space"}


@cache
def typed(key: str) -> str:
    """Return the character that a key types, or "" where it types none."""
    character = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return character if character.isprintable() else ""


@cache
def shown_key(key: str) -> str:
    """Return a key's name as people read it: "ctrl+s" is "^s"."""
    if key.startswith("ctrl+"):
        return "^" + shown_key(key.removeprefix("ctrl+"))
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return _SHOWN.get(key) or typed(key) or key
