"""How the command line ends when something goes wrong: one plain line, never a traceback."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from index.errors import FondsError
from viewer.folders import state_folder

DONE = 0
#: Done, but some documents failed or damage was found.
INCOMPLETE = 1
#: Wrong use, or no such archive or record.
FAILED = 2
#: Stopped by the person: 128 + SIGINT, as shells have it.
INTERRUPTED = 130
#: The reader of our output went away: 128 + SIGPIPE, as shells have it.
PIPE_CLOSED = 141


def guarded(action: Callable[[], int]) -> int:
    """Run ``action`` and turn every expected fault into one line and an exit status."""
    try:
        status = action()
        sys.stdout.flush()
    except FondsError as error:
        return fail(str(error))
    except KeyboardInterrupt:
        return fail("stopped", INTERRUPTED)
    except BrokenPipeError:
        _forget_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _forget_stdout()
        return fail(_told(error))
    return status


def fail(message: str, status: int = FAILED) -> int:
    """Write one line on stderr and return ``status``."""
    line = " ".join(message.split())
    with contextlib.suppress(OSError):
        print(f"fonds: {line}", file=sys.stderr)
    return status


def keep_log() -> None:
    """Send what Fonds notes to its log, not to the person, unless somebody listens already."""
    if not logging.getLogger().handlers:
        logging.getLogger().addHandler(_LogFile())


def report_bug(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Serve as ``sys.excepthook``: the whole story goes to the log, one line to the person."""
    handler = _LogFile()
    story = logging.LogRecord(
        "fonds", logging.ERROR, __file__, 0, "unexpected error", None, (kind, error, trace)
    )
    try:
        handler.acquire()
        handler.emit(story)
    finally:
        handler.release()
        handler.close()
    where = "" if handler.failed else f"; the details are in {handler.baseFilename}"
    fail(f"something unexpected went wrong in Fonds itself ({kind.__name__}: {error}){where}")


class _LogFile(logging.FileHandler):
    """The log among what may be lost; made when there is something to write, silent if it fails."""

    def __init__(self) -> None:
        super().__init__(
            state_folder() / "fonds.log", encoding="utf-8", errors="backslashreplace", delay=True
        )
        self.failed = False
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; a log that cannot be written is no reason to stop."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            self.failed = True


def _told(error: OSError) -> str:
    reason = error.strerror or str(error) or "it could not be read or written"
    return f"{error.filename}: {reason}" if error.filename else f"output: {reason}"


def _forget_stdout() -> None:
    """Send what is still buffered nowhere, or Python would complain of it at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
