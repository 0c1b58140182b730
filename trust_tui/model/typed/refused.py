"""What people may well type but no schedule can hold, and what to say then."""

from __future__ import annotations

import re

from trust_tui.model.schedule import ScheduleProblem
from trust_tui.model.typed.vocabulary import NUMBER, PLACE, UNIT, phrase

_MANY = rf"(?:twice|thrice|{NUMBER} ?(?:times|x)) (?:an?|per|each|every|in a)"
_VAGUE = (
    "(?:very |as )?(?:soon|often|regularly)(?: as possible)?", "some ?times?", "some ?day", "now and then",
    "whenever", "always", "never", "later", "occasionally", "asap", "when (?:possible|needed)",
)  # fmt: skip

_REFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        phrase(
            rf"(?:the day before )?yesterday|in the past|last (?:week|month|year)|(?:{NUMBER}|an?) {UNIT} ago"
        ),
        "A schedule looks ahead, so “{said}” has no place in it. Name a day from today on.",
    ),
    (
        phrase("|".join(_VAGUE)),
        "“{said}” leaves the day open. Name a day or a rhythm, such as every weekday, fridays, in 3 days.",
    ),
    (
        phrase(rf"hourly|(?:in|every|each|for) (?:(?:{NUMBER}|an?|half an?) )?(?:hour|minute|second)s?"),
        "“{said}” is finer than a day, the smallest step here. Try every day, or every day at 18:00.",
    ),
    (
        phrase(rf"{_MANY} day|twice daily"),
        "“{said}” is more than once a day, and a promise is due once on a day. Make a promise of each.",
    ),
    (
        phrase(rf"{_MANY} {UNIT}|twice (?:weekly|monthly)"),
        "“{said}” leaves open on which days. Name them: every monday and thursday, on the 1st and 15th.",
    ),
    (
        phrase("bi-?weekly"),
        "“{said}” can be twice a week or every two weeks. Type every two weeks, or name the days.",
    ),
    (
        phrase("bi-?monthly"),
        "“{said}” can be twice a month or every two months. Type every two months, or name the days.",
    ),
    (
        phrase("(?:(?:on|at) )?(?:the )?(?:this|next|coming) weekend"),
        "A weekend has two days. Type saturday, sunday, or weekends for every one of them.",
    ),
    (
        phrase(rf"(?:on )?(?:the )?{PLACE}(?:[- ](?:to|from))?[- ]last (?:\S+)|last but (?:one|two)"),
        "“{said}” is counted from the end, where only the last one has a name here. Type last, or a day.",
    ),
    (phrase("or"), "“or” leaves the day open. Join the days with and, or choose one of them."),
)


def refuse(text: str, position: int) -> None:
    """Say what is wrong with the phrase at `position`, if it is one that no schedule can hold.

    Raises:
        ScheduleProblem: If it is.
    """
    for pattern, words in _REFUSED:
        if match := pattern.match(text, position):
            raise ScheduleProblem(words.format(said=match.group()), match.group())
