"""Scan: what was added, changed or removed under the sources since the manifest was written."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePath

from index.ingest.profiles import FOLDER_PROFILE, own_profiles, profile_files, read_profile
from index.ingest.readers import is_document
from index.ingest.readers.ocr import NO_TEXT
from index.ingest.within import Above, Within
from index.manifest import FAILED, OK, Entry
from index.progress import Failure, Source

#: Folders and files that systems and editors leave, besides everything hidden or "~$…".
_SYSTEM_NAMES = frozenset(
    {
        "$recycle.bin",
        "system volume information",
        "__macosx",
        "lost+found",
        "node_modules",
        "thumbs.db",
        "desktop.ini",
        "icon\r",
    }
)

#: How browsers call the folder beside a saved page where its pictures, scripts and frames are.
_PAGE_PARTS = ("_files", "_fichiers", "_archivos", "_ficheros", "-dateien", "_arquivos", "_file")
_PAGES = (".html", ".htm", ".xhtml")

#: Why files are skipped; an ending is named when it looks like one.
_SYSTEM = "hidden, or left by the system or an editor"
_NO_DOCUMENT = "not a kind of document that can be read"
#: A pipe, a socket or a device: who opens one may wait for ever.
_NO_FILE = "not a file but a pipe or a device"
_PART_OF_PAGE = "parts of saved web pages, in folders beside them"
_ENDING_LENGTH = 8

_NOTHING_THERE = "there is no such file or folder"
_LEADS_NOWHERE = "it is a link that leads nowhere"


@dataclass(frozen=True, slots=True)
class Found:
    """One file as it is now.

    ``mtime_ns`` is the later of its own time and that of the import profiles that speak for it;
    ``profiled`` tells whether there are any, ``noted`` what is known of its last reading.
    """

    path: str
    source: Source
    size: int
    mtime_ns: int
    profiled: bool = False
    noted: str = ""


@dataclass(slots=True)
class Scan:
    """What there is to do.

    ``kept`` counts files that are as the manifest says, ``skipped`` maps why files are no documents
    to how many there are; ``notices`` tell what is known of documents that were kept; ``unseen``
    are the places that could not be looked at, of which nothing counts as removed. ``sources`` are
    those that were looked at.
    """

    changed: list[Found] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    kept: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    notices: list[Failure] = field(default_factory=list)
    offline: list[str] = field(default_factory=list)
    unseen: list[Path] = field(default_factory=list)
    sources: Sequence[Source] = ()


def scan(
    sources: Sequence[Source],
    known: Mapping[str, Entry],
    *,
    within: Sequence[Path] | None = None,
    retry: bool = False,
    ocr: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Scan:
    """Compare the sources with the manifest.

    Args:
        sources: the archive's sources, their paths resolved; a file belongs to the first of them
            that covers it.
        known: the manifest's entries by path.
        within: look only here (resolved paths), None for everywhere.
        retry: read failed documents again though they have not changed, and those with a notice.
        ocr: read documents again that have no text but on pictures.
        cancelled: stops the walk; what was not seen then does not count as removed.
    """
    walk = _Walk(sources, known, retry, ocr)
    for source in sources:
        for place in _places(source, within):
            if cancelled():
                return walk.result
            walk.visit(source, place)
    walk.find_removed(within)
    for place in within or ():
        if not any(covers(place, s.path) or covers(s.path, place) for s in sources):
            walk.result.failures.append(Failure(str(place), _NOTHING_THERE))
    return walk.result


def digest(path: Path) -> str:
    """Return the BLAKE2b digest of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    state = blake2b(digest_size=16)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            state.update(block)
    return state.hexdigest()


def digest_of(data: bytes) -> str:
    """Return the digest of the bytes of a file."""
    return blake2b(data, digest_size=16).hexdigest()


def covers(folder: Path, path: Path) -> bool:
    """Tell whether a path is a folder or lies in it."""
    return path == folder or folder in path.parents


class _Walk:
    """One walk over all sources, so that no file and no folder counts twice."""

    def __init__(
        self, sources: Sequence[Source], known: Mapping[str, Entry], retry: bool, ocr: bool
    ) -> None:
        self.result = Scan(sources=tuple(sources))
        self._sources = sources
        self._tops = {str(source.path) for source in sources}
        self._known = known
        self._retry = retry
        self._ocr = ocr
        self._seen: set[str] = set()
        self._entered: set[tuple[int, int]] = set()
        self._linked: set[Path] = set()

    def visit(self, source: Source, place: Path) -> None:
        """Look at a file, or at everything under a folder."""
        if _in_parts_of_page(place, source.path):
            return
        if place.is_dir():
            self._tree(source, place)
        elif place.exists():
            self._file(source, str(place), _time(profile_files(place, source.path)))
        elif not source.path.exists():
            self._away(source)
        elif place.is_symlink():
            self.result.failures.append(Failure(str(place), _LEADS_NOWHERE))
        elif place not in self._above_known:
            self.result.failures.append(Failure(str(place), _NOTHING_THERE))

    @cached_property
    def _above_known(self) -> Above:
        return Above(self._known)

    def find_removed(self, within: Sequence[Path] | None) -> None:
        """List the known files that were not seen and whose place could be looked at."""
        owners = {source.id for source in self._sources}
        hidden, asked = Within(self.result.unseen), Within(within or ())
        for path, entry in self._known.items():
            if path in self._seen or path in hidden:
                continue
            if within is None or path in asked or entry.source not in owners:
                self.result.removed.append(entry)

    def _away(self, source: Source) -> None:
        """Keep the records of a source that cannot be reached."""
        self.result.unseen.append(source.path)
        self.result.offline.append(str(source.path))

    def _tree(self, source: Source, top: Path) -> None:
        waiting = [(top, _time(profile_files(top / FOLDER_PROFILE, source.path)))]
        while waiting:
            here, above = waiting.pop()
            entries = self._entries(here)
            profiles = self._profiles(entries)
            above = max(above, profiles.get(FOLDER_PROFILE, 0))
            if not entries and here == source.path and self._held_documents(source):
                self._away(source)  # a drive that is not mounted leaves an empty folder
            inner: list[Path] = []
            own = self._owner(here) is source
            parts = _parts_of_pages(entries)
            for entry in entries:
                if is_system(entry.name):
                    self.result.skipped[_SYSTEM] += not entry.is_dir(follow_symlinks=False)
                elif entry.name.endswith(FOLDER_PROFILE):
                    continue  # a person's words on the documents beside it
                elif entry.name in parts and entry.is_dir(follow_symlinks=False):
                    self.result.skipped[_PART_OF_PAGE] += _count(entry.path)
                elif not self._belongs(source, entry, own):
                    continue
                elif entry.is_dir():
                    inner.append(Path(entry.path))
                else:
                    self._file(source, entry.path, max(above, _own_time(profiles, entry.name)))
            waiting.extend((folder, above) for folder in reversed(inner))

    def _profiles(self, entries: Sequence[os.DirEntry[str]]) -> dict[str, int]:
        """Return name -> time of the import profiles in a folder; tell what is wrong in them."""
        found: dict[str, int] = {}
        for entry in entries:
            if entry.name.endswith(FOLDER_PROFILE) and entry.is_file():
                found[entry.name] = entry.stat().st_mtime_ns
                warnings = read_profile(Path(entry.path)).warnings
                self.result.failures += [Failure(entry.path, warning) for warning in warnings]
        return found

    def _held_documents(self, source: Source) -> bool:
        return any(entry.source == source.id for entry in self._known.values())

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """Return what is in a folder, sorted; nothing when it was entered before."""
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._entered:
                return []
            self._entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.result.unseen.append(folder)
            reason = f"the folder cannot be opened: {told(error)}"
            self.result.failures.append(Failure(str(folder), reason))
            return []

    def _owner(self, path: Path) -> Source | None:
        return next((source for source in self._sources if covers(source.path, path)), None)

    def _belongs(self, source: Source, entry: os.DirEntry[str], own: bool) -> bool:
        """Tell whether an entry is this source's: not another's, no second way to what is seen.

        *own* tells whether its folder is.
        """
        if not entry.is_symlink():
            if entry.path in self._tops:
                return self._owner(Path(entry.path)) is source
            return own
        real = Path(os.path.realpath(entry.path))
        if real in self._linked or any(covers(s.path, real) for s in self._sources):
            return False
        self._linked.add(real)
        return True

    def _file(self, source: Source, path: str, profile_time: int = 0) -> None:
        """Compare one file; ``profile_time`` is that of the newest profile, 0 for none."""
        if path in self._seen:
            return
        try:
            path.encode()
            status = os.stat(path)  # noqa: PTH116 - a path object for each file takes as long again
        except UnicodeEncodeError:
            shown = path.encode(errors="replace").decode()
            self.result.failures.append(Failure(shown, "its name cannot be read as text"))
            return
        except OSError as error:
            reason = _LEADS_NOWHERE if Path(path).is_symlink() else told(error)
            self.result.failures.append(Failure(path, reason))
            self.result.unseen.append(Path(path))
            return
        if not stat.S_ISREG(status.st_mode):
            self.result.skipped[_NO_FILE] += 1
            return
        time = max(status.st_mtime_ns, profile_time)
        known = self._known.get(path)
        same = known is not None and (known.size, known.mtime_ns) == (status.st_size, time)
        if same and known and known.status == OK and not known.reason:
            self._seen.add(path)  # nearly always so, and nothing more to be asked
            self.result.kept += 1
        else:
            self._compare(
                Found(path, source, status.st_size, time, bool(profile_time)), known, same
            )

    def _compare(self, found: Found, known: Entry | None, same: bool) -> None:
        if known is None and not is_document(Path(found.path)):
            self.result.skipped[_no_document(found.path)] += 1
            return
        self._seen.add(found.path)
        if same and known and known.status == OK and not self._again(known.reason):
            self.result.kept += 1
            if known.reason:
                self.result.notices.append(Failure(found.path, known.reason))
        elif same and known and known.status == FAILED and not self._retry:
            self.result.failures.append(Failure(found.path, known.reason))
        else:
            self.result.changed.append(replace(found, noted=known.reason) if known else found)

    def _again(self, reason: str) -> bool:
        """Tell whether a document that gave records is read again for what is noted of it."""
        return (self._retry and bool(reason)) or (self._ocr and NO_TEXT in reason)


def _parts_of_pages(entries: Sequence[os.DirEntry[str]]) -> frozenset[str]:
    """Return what the folders are called that belong to the saved pages among the entries."""
    names = {entry.name for entry in entries}
    ends = ((name, end) for name in names for end in _PAGE_PARTS if name.lower().endswith(end))
    return frozenset(
        name for name, end in ends if any(name[: -len(end)] + page in names for page in _PAGES)
    )


def _in_parts_of_page(place: Path, top: Path) -> bool:
    """Tell whether a place below *top* is, or lies in, the folder beside a saved page."""
    inside = place.relative_to(top).parts if covers(top, place) else ()
    if not any(part.lower().endswith(_PAGE_PARTS) for part in inside):
        return False
    folders = [place, *place.parents][: len(inside)]
    return any(
        folder.with_name(folder.name[: -len(end)] + page).exists()
        for folder in folders
        for end in _PAGE_PARTS
        for page in _PAGES
        if folder.name.lower().endswith(end) and folder.name[: -len(end)]
    )


def _count(folder: str) -> int:
    """Return how many files stand in a folder itself."""
    try:
        with os.scandir(folder) as entries:
            return sum(entry.is_file(follow_symlinks=False) for entry in entries)
    except OSError:
        return 0


def _own_time(profiles: Mapping[str, int], name: str) -> int:
    """Return the time of the newest profile for one document alone, 0 for none."""
    return max(profiles.get(own, 0) for own in own_profiles(name)) if profiles else 0


def _time(profiles: Sequence[Path]) -> int:
    """Return the time of the newest of some profiles, 0 for none."""
    return max((profile.stat().st_mtime_ns for profile in profiles), default=0)


def _places(source: Source, within: Sequence[Path] | None) -> Iterator[Path]:
    """Yield where to look for a source's files."""
    if within is None:
        yield source.path
        return
    for place in dict.fromkeys(within):
        if covers(place, source.path):
            yield source.path
        elif covers(source.path, place):
            yield place


def _no_document(path: str) -> str:
    ending = PurePath(path).suffix.lower()
    named = 1 < len(ending) <= _ENDING_LENGTH and ending[1:].isalnum()
    return f"{_NO_DOCUMENT} ({ending})" if named else _NO_DOCUMENT


def is_system(name: str) -> bool:
    """Tell a file or folder that no person keeps: hidden, or left by a system or an editor."""
    return name.startswith((".", "~$")) or name.casefold() in _SYSTEM_NAMES


def told(error: OSError) -> str:
    """Return the system's reason in plain words."""
    if isinstance(error, PermissionError):
        return "permission is missing"
    return (error.strerror or "it cannot be read").lower()
