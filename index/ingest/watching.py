"""Watching sources: batches of places that changed and have come to rest.

The system tells of changes (by ``watchfiles``, which asks inotify, FSEvents or Windows and needs no
thread of Python); a file counts once it has kept its size and time for a moment, so that nothing is
read while it is being copied. Single files, and sources that are away, are looked at instead.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import watchfiles

from index.ingest.profiles import FOLDER_PROFILE
from index.ingest.scan import covers, is_system

#: Seconds for which a file must not change, and after which the rest no longer waits for it.
QUIET, MOST_WAIT = 1.0, 10.0

#: Seconds between two looks at the stop event, at what has settled, and at sources.
_TICK = 0.25

#: Seconds between two looks at all files where the system cannot tell of changes.
_POLL_SECONDS = 5.0

#: More changed places than these are told as the sources that hold them.
_MOST = 500

#: Size and time of a file; None for what is not there.
_Look = tuple[int, int] | None


class Stop(Protocol):
    """As much of ``threading.Event`` as watching needs."""

    def is_set(self) -> bool:
        """Tell whether watching should end."""

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for that, for some seconds."""


def changes(
    sources: Sequence[Path],
    stop: Stop,
    *,
    ignored: Sequence[Path] = (),
    quiet: float = QUIET,
    catch_up: bool = False,
) -> Iterator[tuple[Path, ...]]:
    """Yield places under *sources* that changed, to be handed to ``Archive.update``.

    Blocks between batches, and ends soon after *stop* is set. A place is a file or folder that is
    there, or the folder that held one that is gone; a source that went or came back is a place.

    Args:
        sources: resolved paths of folders and files; they need not be there.
        stop: ends watching.
        ignored: folders whose changes are none, such as the archive's own.
        quiet: seconds for which a file must not change.
        catch_up: tell the sources themselves as soon as they are watched, for what changed while
            nobody watched.
    """
    pending = _Pending(sources, ignored, quiet)
    roots = _Roots(sources)
    while not stop.is_set():
        missed = [path for path in sources if catch_up and path.exists()]
        with closing(_told([path for path in sources if path.is_dir()], stop)) as told:
            for changed in told:
                turned = roots.turned()
                pending.note((*missed, *changed, *turned))
                missed.clear()
                if settled := pending.settled():
                    yield settled
                if any(path.is_dir() or not path.exists() for path in turned):
                    break  # other folders are there to be watched


class _Roots:
    """The sources themselves: which of them are there, and how single files look."""

    def __init__(self, sources: Sequence[Path]) -> None:
        self._looks = {path: _root_look(path) for path in sources}

    def turned(self) -> list[Path]:
        """Return the sources that came, went, or are files that changed since the last call."""
        now = {path: _root_look(path) for path in self._looks}
        found = [path for path, look in now.items() if look != self._looks[path]]
        self._looks = now
        return found


class _Pending:
    """Places that changed and have not come to rest yet."""

    def __init__(self, sources: Sequence[Path], ignored: Sequence[Path], quiet: float) -> None:
        self._sources = sources
        self._ignored = ignored
        self._quiet = quiet
        self._looks: dict[Path, tuple[_Look, float]] = {}
        self._since = 0.0

    def note(self, paths: Iterable[Path]) -> None:
        """Take in changes; what systems and editors leave is none."""
        now = time.monotonic()
        for path in paths:
            source = next((source for source in self._sources if covers(source, path)), None)
            if source is None or _is_noise(path.relative_to(source)):
                continue
            if any(covers(folder, path) for folder in self._ignored):
                continue
            if not self._looks:
                self._since = now
            place = path.parent if path.name.endswith(FOLDER_PROFILE) else path
            self._looks[place] = (_look(place), now)

    def settled(self) -> tuple[Path, ...]:
        """Return what has come to rest: everything, or after long waiting what there is."""
        now = time.monotonic()
        for path, (before, _) in list(self._looks.items()):
            if (look := _look(path)) != before:
                self._looks[path] = (look, now)
        rested = [path for path, (_, since) in self._looks.items() if now - since >= self._quiet]
        if not rested:
            return ()
        if len(rested) < len(self._looks) and now - self._since < MOST_WAIT:
            return ()
        for path in rested:
            del self._looks[path]
        self._since = now
        return self._places(rested)

    def _places(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        """Return the places to look at, none inside another."""
        places = {self._place(path) for path in paths}
        if len(places) > _MOST:
            places = {next(s for s in self._sources if covers(s, path)) for path in places}
        return tuple(sorted(p for p in places if places.isdisjoint(p.parents)))

    def _place(self, path: Path) -> Path:
        """Return a path that is there, the folder that held it, or its source."""
        while path not in self._sources and not path.exists():
            path = path.parent
        return path


def _told(folders: Sequence[Path], stop: Stop) -> Generator[list[Path], None, None]:
    """Yield what the system tells, at least an empty list at every tick; end with *stop*."""
    while not folders and not stop.wait(_TICK):
        yield []
    try:
        yield from _listen(folders, stop, polling=False)
    except FileNotFoundError:
        yield []  # it went in this moment
    except OSError:  # the system watches no more folders
        yield from _listen(folders, stop, polling=True)


def _listen(
    folders: Sequence[Path], stop: Stop, *, polling: bool
) -> Generator[list[Path], None, None]:
    if not folders:
        return
    told = watchfiles.watch(
        *folders,
        watch_filter=None,
        debounce=int(_TICK * 4000),
        step=int(_TICK * 500),
        rust_timeout=int(_TICK * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=polling or None,
        poll_delay_ms=int(_POLL_SECONDS * 1000),
        ignore_permission_denied=True,
    )
    for found in told:
        yield [Path(path) for _, path in found]


def _look(path: Path) -> _Look:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns)


def _root_look(path: Path) -> _Look:
    """Return how a source looks; a folder that is there always looks the same."""
    look = _look(path)
    return (0, 0) if look and path.is_dir() else look


def _is_noise(inside: Path) -> bool:
    """Tell a path that no scan looks at."""
    return not inside.name.endswith(FOLDER_PROFILE) and any(map(is_system, inside.parts))
