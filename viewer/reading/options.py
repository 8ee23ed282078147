"""How a record is to be set: colours, fonts, sizes, and which of its parts are wanted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingColours:
    """The colours of a page, each as "#rrggbb"; the window has light and dark ones.

    ``secondary`` is for labels, ``mark`` the ground of marked words, ``rule`` hairlines,
    ``link`` the words that open another record.
    """

    text: str = "#000000"
    secondary: str = "#555555"
    mark: str = "#FFE79A"
    rule: str = "#BBBBBB"
    link: str = "#1F5F8B"


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What ``build_document`` is to do with a record.

    ``reading_families`` are for title and text, ``plain_families`` for the card, each the
    first choice first; empty means the application's font. ``size`` is that of the text in
    points, ``margin`` the space around everything in pixels, ``language`` that of labels.
    """

    colours: ReadingColours = ReadingColours()
    reading_families: tuple[str, ...] = ()
    plain_families: tuple[str, ...] = ()
    size: float = 11.5
    margin: float = 24.0
    language: str = "en"
    with_card: bool = True
    with_text: bool = True
    with_furniture: bool = False
