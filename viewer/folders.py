"""Where Fonds keeps its things on this machine; the only place that knows platform folders.

``FONDS_HOME`` moves all of them under one folder, so that a test, a stick or a second person on
the same account touches nothing else.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

import resources

DEFAULT_ARCHIVE = "default"
SAMPLE_ARCHIVE = "sample"

_APP = "fonds"


def data_folder() -> Path:
    """Return the folder of everything that must be kept: archives and annotations."""
    return _home("data") or platformdirs.user_data_path(_APP, appauthor=False)


def config_folder() -> Path:
    """Return the folder of the person's settings."""
    return _home("config") or platformdirs.user_config_path(_APP, appauthor=False)


def state_folder() -> Path:
    """Return the folder of what may be lost without harm: the session and the log."""
    return _home("state") or platformdirs.user_state_path(_APP, appauthor=False)


def archives_folder() -> Path:
    """Return the folder that holds the named archives."""
    return data_folder() / "archives"


def archive_folder(name_or_folder: str = DEFAULT_ARCHIVE) -> Path:
    """Return the folder of an archive, which need not exist yet.

    A plain word is the name of an archive among the person's data ("sample"); anything that
    looks like a path ("./project", "~/archive", "/srv/a") is the archive's own folder.
    """
    if _is_path(name_or_folder):
        return Path(name_or_folder).expanduser().absolute()
    return archives_folder() / name_or_folder


def sample_folder() -> Path:
    """Return the folder of the documents that come with Fonds to try it on."""
    return resource("sample")


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that comes with Fonds."""
    return Path(resources.__file__).parent.joinpath(*parts)


def _home(part: str) -> Path | None:
    home = os.environ.get("FONDS_HOME")
    return Path(home).expanduser().absolute() / part if home else None


def _is_path(text: str) -> bool:
    separators = {"/", os.sep}
    return text in {"", ".", ".."} or text.startswith("~") or any(s in text for s in separators)
