"""Some places, and what lies in them: as quick for a thousand places as for one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator


class Within:
    """Folders and files.

    Args:
        places: their paths, absolute and normal.
    """

    def __init__(self, places: Iterable[str | os.PathLike[str]]) -> None:
        self._places = frozenset(os.path.normcase(place) for place in places)

    def __contains__(self, path: str) -> bool:
        """Tell whether a path is one of the places or lies in one."""
        if not self._places:
            return False
        return not self._places.isdisjoint(_upwards(os.path.normcase(path)))


class Above:
    """What holds some files: they themselves, and every folder above them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._places: set[str] = set()
        for path in paths:
            for place in _upwards(os.path.normcase(path)):
                if place in self._places:
                    break  # and so are those above it
                self._places.add(place)

    def __contains__(self, place: str | os.PathLike[str]) -> bool:
        """Tell whether a place is one of the files, or a folder that holds one."""
        return os.path.normcase(place) in self._places


def _upwards(path: str) -> Iterator[str]:
    """Yield a path and the folders above it."""
    while True:
        yield path
        above = os.path.dirname(path)  # noqa: PTH120 - a path object takes ten times as long
        if above == path or not above:
            return
        path = above
