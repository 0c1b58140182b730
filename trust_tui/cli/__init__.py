"""`trust-tui` at the shell's prompt. Each command has a module of its own, loaded when it is asked for."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, cast

from trust_tui.cli.arguments import parser
from trust_tui.cli.saying import DAMAGED, FAILED, NO_PLACE, OK, USAGE, complain

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    options = parser().parse_args(arguments)
    # Modules are no garbage: looking for some between them only costs time.
    gc.disable()
    command = import_module(f"trust_tui.cli.{options.module}")
    from trust_tui.services.problems import LedgerDamaged, LedgerError, Problem

    gc.freeze()
    gc.enable()
    try:
        code = cast("int", command.run(options))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along, such as `head`, has enough.
        return _closed(OK)
    except OSError as problem:
        # All that the store does with files is told by itself: what is left is the output.
        reason = problem.strerror or type(problem).__name__
        return _closed(complain(f"the output could not be written ({reason}).", FAILED))
    except Problem as problem:
        return complain(str(problem), USAGE)
    except LedgerDamaged as damage:
        return complain(str(damage), DAMAGED)
    except LedgerError as error:
        return complain(str(error), NO_PLACE)
    return code


def _closed(code: int) -> int:
    """Close the output, so that it is not complained about at the end."""
    with suppress(OSError):
        sys.stdout.close()
    return code
