"""Pictures of the window as a person sees it, light and dark, each made from nothing.

``python -m tests.bench.screens [--into FOLDER] [--only TEXT] [--light|--dark]``: the window is
opened off screen on a folder with documents of every format, good and broken; every scene of the
table brings it where it is to be, and what stands there is saved as a small PNG.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QLocale, QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTableWidget, QWidget

from index.progress import Progress
from tests.bench.dirty import COLUMNS, write_dirty_folder
from tests.bench.searchscenes import SEARCH_SCENES, begin
from viewer.app import Program, make_application, open_archive
from viewer.folders import SAMPLE_ARCHIVE, archive_folder, sample_folder
from viewer.panes.meaningbox import MeaningBox
from viewer.window import Window

_SIZE = QSize(1280, 800)
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Stage:
    """What a scene plays on: the open window and the folder of documents that was added to it."""

    window: Window
    documents: Path

    def settle(self) -> None:
        """Wait until nothing is read, imported or painted any more."""
        wait(lambda: self.window.worker.idle and not self.window.importing.running)
        QTest.qWait(150)

    def dialog(self) -> QDialog:
        """Return the dialog that has opened over the window."""
        wait(lambda: bool(self._dialogs()))
        self.settle()
        return self._dialogs()[-1]

    def _dialogs(self) -> list[QDialog]:
        return [found for found in self.window.findChildren(QDialog) if found.isVisible()]


def wait(done: Callable[[], bool]) -> None:
    """Let the application go on until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window does not come to rest")
        QTest.qWait(20)


def importing(stage: Stage) -> QWidget:
    """An import under way, as the strip tells it."""
    strip = stage.window.panes.strip
    strip.begin()
    path = stage.documents / "Rapport de mission Niamey 2019.pdf"
    progress = Progress(1287, 3410, str(path), 1270, 3, 2.6)
    strip.set_progress(
        progress.done, progress.total, progress.path, progress.failed, progress.seconds
    )
    QTest.qWait(100)
    return stage.window


def after_import(stage: Stage) -> QWidget:
    """What the window says when an import is done."""
    stage.window.reporting.tell(_report(stage))
    QTest.qWait(100)
    return stage.window


def report(stage: Stage) -> QWidget:
    """The report, with what failed and what has a note."""
    stage.window.reporting.tell(_report(stage))
    stage.window.reporting.show_last()
    return stage.dialog()


def sources(stage: Stage) -> QWidget:
    """The folders of the archive; one of them is a stick that is not there."""
    stage.window.sourcing.show()
    return stage.dialog()


def profile(stage: Stage) -> QWidget:
    """What columns mean, chosen for one of them, with the first records."""
    stage.window.profiling.open(stage.documents / COLUMNS)
    dialog = stage.dialog()
    wait(lambda: bool(dialog.findChildren(MeaningBox)))
    means = {0: "Title", 1: "Budget", 2: "Countries", 3: "Year", 4: "Status"}
    for place, box in enumerate(dialog.findChildren(MeaningBox)):
        if place in means:
            box.setCurrentIndex(box.findText(means[place]))
            box.activated.emit(box.currentIndex())
    heads = dialog.findChildren(QTableWidget)[1]
    wait(
        lambda: any(
            heads.horizontalHeaderItem(n).text() == "Countries" for n in range(heads.columnCount())
        )
    )
    return dialog


#: Name of the picture -> what brings the window there and returns what is to be seen.
SCENES: Mapping[str, Callable[[Stage], QWidget]] = MappingProxyType(
    {
        "importing": importing,
        "after-import": after_import,
        "report": report,
        "sources": sources,
        "profile": profile,
    }
)


def _report(stage: Stage) -> object:
    reported = stage.window.reporting.last
    if reported is None:
        raise RuntimeError("there was no import")
    return reported


def save(widget: QWidget, path: Path) -> None:
    """Save what a widget shows; pngquant, where it is installed, halves the file."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    if not image.save(str(path), "PNG", 0):
        raise OSError(f"{path} could not be written")
    if program := shutil.which("pngquant"):
        command = [program, "--force", "--strip", "--speed", "1", "--output", str(path), str(path)]
        subprocess.run(command, check=True)


def play_searching(stage: Stage, folder: Path, wanted: str, themes: tuple[str, ...]) -> int:
    """Play the scenes of searching in the same way."""
    count = 0
    for theme in themes:
        stage.window._theme.choose(theme)
        for name, scene in SEARCH_SCENES.items():
            if wanted not in name:
                continue
            begin(stage.window)
            shown = scene(stage.window)
            stage.settle()
            path = folder / f"{name}-{theme}.png"
            save(shown, path)
            print(f"{path}  {path.stat().st_size / 1000:.0f} kB", flush=True)
            count += 1
        begin(stage.window)
    return count


def play(stage: Stage, folder: Path, wanted: str, themes: tuple[str, ...]) -> int:
    """Play the scenes in each theme, save their pictures and return how many there are."""
    count = 0
    for theme in themes:
        stage.window._theme.choose(theme)
        for name, scene in SCENES.items():
            if wanted not in name:
                continue
            shown = scene(stage)
            path = folder / f"{name}-{theme}.png"
            save(shown, path)
            print(f"{path}  {path.stat().st_size / 1000:.0f} kB", flush=True)
            count += 1
            if isinstance(shown, QDialog):
                shown.reject()
            stage.window.panes.strip.hide()
            stage.window.panes.notice.hide()
            stage.settle()
    return count


def open_stage(application: QApplication, folder: Path) -> tuple[Program, Stage]:
    """Open the window on a new archive of the dirty folder, and of a stick that is gone."""
    from index.ingest.controller import run_update

    os.environ["FONDS_HOME"] = str(folder / "home")
    documents = write_dirty_folder(folder / "Mission")
    stick = folder / "media" / "CLE USB"
    stick.mkdir(parents=True)
    (stick / "note.txt").write_text("Une note sur la clé\n\nElle reste dans l'archive.\n")
    run_update(archive_folder("mission"), [stick])
    (stick / "note.txt").unlink()
    stick.rmdir()
    program = Program(application, open_archive, run_update)
    window = program.open(archive_folder("mission"), [documents])
    window.resize(_SIZE)
    stage = Stage(window, documents)
    wait(lambda: window.reporting.last is not None)
    stage.settle()
    window.panes.notice.hide()
    return program, stage


def open_sample(application: QApplication, folder: Path) -> tuple[Program, Stage]:
    """Open the window on the sample archive, in a home of its own."""
    from index.ingest.controller import run_update

    os.environ["FONDS_HOME"] = str(folder / "sample-home")
    run_update(archive_folder(SAMPLE_ARCHIVE), [sample_folder()])
    program = Program(application, open_archive, run_update)
    window = program.open(archive_folder(SAMPLE_ARCHIVE))
    window.resize(_SIZE)
    window.activateWindow()
    stage = Stage(window, sample_folder())
    stage.settle()
    return program, stage


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--only", default="", help="scenes whose name holds this text")
    parser.add_argument("--light", action="store_true", help="in light colours only")
    parser.add_argument("--dark", action="store_true", help="in dark colours only")
    asked = parser.parse_args()
    themes = tuple(name for name in ("light", "dark") if getattr(asked, name)) or ("light", "dark")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.into.mkdir(parents=True, exist_ok=True)
    QLocale.setDefault(QLocale("en_GB"))
    application = make_application(sys.argv[:1])
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for scenes, opened, played in (
            (SCENES, open_stage, play),
            (SEARCH_SCENES, open_sample, play_searching),
        ):
            if not any(asked.only in name for name in scenes):
                continue
            program, stage = opened(application, Path(folder))
            count += played(stage, asked.into, asked.only, themes)
            stage.window.close()
            program.setParent(None)
    return 0 if count else 2


if __name__ == "__main__":
    raise SystemExit(main())
