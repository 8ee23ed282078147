"""How the window feels: keystroke to painted results, scrolling 100,000 hits, start-up.

``python -m tests.bench.desk [--quick] [--json FILE]`` builds an archive of 10,000 generated
records (1,000 with ``--quick``) and drives the real window on it. Times include the pause that
the search field waits for further keys.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from index.archive import Archive
from tests.bench.documents import vocabulary, write_documents
from viewer.app import Program, make_application, open_archive
from viewer.window import Window

FULL, QUICK = 10_000, 1_000
HITS = 100_000
_BEGAN = "FONDS_BENCH_BEGAN"
_PATIENCE_S = 20.0

#: Upper bounds in milliseconds: 100 ms is felt as at once, a frame lasts 16.7 ms.
BARS = {
    "key to painted results, median": 100.0,
    "key to painted results, 95th percentile": 150.0,
    "frame while scrolling 100,000 hits, median": 16.7,
    "frame while scrolling 100,000 hits, 95th percentile": 16.7,
    "jump into the middle until rows are filled, median": 100.0,
    "100,000 hits shown at once": 150.0,
    "start to painted list": 2000.0,
}


class Repeated:
    """A real archive whose answers pretend to have 100,000 hits, by repeating their rows."""

    def __init__(self, archive: Any) -> None:
        self._archive = archive

    def __getattr__(self, name: str) -> Any:
        return getattr(self._archive, name)

    def search(self, query: Any, **named: Any) -> Any:
        results = self._archive.search(query, **named)
        return replace(results, total=HITS, handle=(results, results.total))

    def hits(self, results: Any, start: int, stop: int) -> tuple[Any, ...]:
        real, count = results.handle
        first = start % max(1, count - (stop - start))
        return self._archive.hits(real, first, first + stop - start)


class Painted(QObject):
    """Notes when the last answer was painted, in the list or on the page for nothing found."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.at = 0.0
        self._watched = (window.panes.list.viewport(), window.panes.nothing)
        for widget in self._watched:
            widget.installEventFilter(self)
        window.search.answered.connect(self._on_answered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._note)
        return False

    def _on_answered(self) -> None:
        self.at = 0.0

    def _note(self) -> None:
        self.at = time.perf_counter()


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print a table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 records instead of 10,000")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the bars here")
    parser.add_argument("--start-up", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if asked.start_up:
        return _start_up_here(asked.start_up)
    with tempfile.TemporaryDirectory() as home:
        os.environ["FONDS_HOME"] = home
        folder = _build(Path(home), QUICK if asked.quick else FULL)
        figures = _measure(folder, rounds=4 if asked.quick else 12)
        figures["start to painted list"] = statistics.median(_start_ups(folder, 3))
    bars = [
        {"name": name, "value": round(figures[name], 2), "bar": bar, "ok": figures[name] <= bar}
        for name, bar in BARS.items()
    ]
    for item in bars:
        mark = "ok" if item["ok"] else "MISSED"
        print(f"{item['name']:<55}{item['value']:>9.2f} ms   bar {item['bar']:>7.1f}   {mark}")
    if asked.json:
        asked.json.write_text(json.dumps({"bars": bars}, indent=1), encoding="utf-8")
    return 0


def _build(home: Path, count: int) -> Path:
    documents = home / "documents"
    write_documents(documents, count)
    folder = home / "data" / "archives" / "desk"
    archive = Archive.open_or_create(folder, "desk")
    before = time.perf_counter()
    report = archive.update([documents])
    archive.close()
    seconds = time.perf_counter() - before
    print(f"{report.records:,} records, built in {seconds:.1f} s", file=sys.stderr)
    return folder


def _measure(folder: Path, rounds: int) -> dict[str, float]:
    application = make_application(["fonds"])
    figures = {}
    with _window(application, folder, open_archive) as window:
        keys = _keystrokes(window, rounds)
        figures["key to painted results, median"] = statistics.median(keys)
        figures["key to painted results, 95th percentile"] = _percentile(keys, 95)
    with _window(application, folder, lambda at: Repeated(open_archive(at))) as window:
        figures["100,000 hits shown at once"] = statistics.median(_resets(window, rounds))
        frames = _scroll(window, 150 * rounds)
        figures["frame while scrolling 100,000 hits, median"] = statistics.median(frames)
        figures["frame while scrolling 100,000 hits, 95th percentile"] = _percentile(frames, 95)
        jumps = _jumps(window, 5 * rounds)
        figures["jump into the middle until rows are filled, median"] = statistics.median(jumps)
    return figures


@contextmanager
def _window(
    application: QApplication, folder: Path, opener: Callable[[Path], Any]
) -> Iterator[Window]:
    program = Program(application, opener, _no_update)
    window = program.open(folder)
    window.resize(1440, 900)
    _wait(lambda: window.worker.idle and window.panes.hits.rowCount() > 0)
    yield window
    window.close()
    window.deleteLater()


def _keystrokes(window: Window, rounds: int) -> list[float]:
    """Type words letter by letter; return the milliseconds from each key to the painted list."""
    painted = Painted(window)
    field = window.panes.header.query_bar.focusProxy()
    words = [word for word in vocabulary(400) if 5 <= len(word) <= 9]
    times = []
    for word in words[:rounds]:
        for letter in word:
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            before = time.perf_counter()
            QApplication.sendEvent(field, press)
            wanted = field.text().strip()
            _wait(lambda: painted.at > before and _shown(window) == wanted)  # noqa: B023
            times.append((painted.at - before) * 1000)
        field.clear()
        field.textEdited.emit("")
        _wait(lambda: _shown(window) == "")
    return times


def _shown(window: Window) -> str | None:
    answer = window.browsing.answer
    return answer.results.query.words if answer and window.worker.idle else None


def _resets(window: Window, rounds: int) -> list[float]:
    times = []
    for _ in range(rounds):
        hits = window.panes.hits
        first = tuple(hit for hit in map(hits.hit, range(10)) if hit is not None)
        before = time.perf_counter()
        hits.set_answer(HITS, first)
        window.panes.list.viewport().repaint()
        times.append((time.perf_counter() - before) * 1000)
    _wait(lambda: window.worker.idle)
    return times


def _scroll(window: Window, steps: int) -> list[float]:
    """Scroll by the wheel's step at 60 steps a second; return the milliseconds of each frame."""
    bar = window.panes.list.verticalScrollBar()
    times = []
    for _ in range(steps):
        before = time.perf_counter()
        bar.setValue(bar.value() + 48)
        QApplication.processEvents()
        took = time.perf_counter() - before
        times.append(took * 1000)
        QTest.qWait(max(1, round(16 - took * 1000)))
    return times


def _jumps(window: Window, count: int) -> list[float]:
    listing, hits = window.panes.list, window.panes.hits
    bar = listing.verticalScrollBar()
    times = []
    for number in range(count):
        before = time.perf_counter()
        bar.setValue(bar.maximum() * (number * 37 % 100) // 100)
        QApplication.processEvents()
        top = listing.indexAt(listing.viewport().rect().topLeft()).row()
        _wait(lambda: hits.hit(top) is not None and window.worker.idle)  # noqa: B023
        listing.viewport().repaint()
        times.append((time.perf_counter() - before) * 1000)
    return times


def _start_ups(folder: Path, count: int) -> list[float]:
    times = []
    for _ in range(count):
        environment = {**os.environ, _BEGAN: repr(time.time())}
        command = [sys.executable, "-m", "tests.bench.desk", "--start-up", str(folder)]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        times.append(float(done.stdout.split()[-1]))
    return times


def _start_up_here(folder: Path) -> int:
    """Open the window in this fresh process; print the milliseconds since it was started."""
    application = make_application(["fonds"])
    program = Program(application, open_archive, _no_update)
    window = program.open(folder)
    painted = Painted(window)
    _wait(lambda: window.panes.hits.rowCount() > 0 and painted.at > 0 and window.worker.idle)
    print((time.time() - float(os.environ[_BEGAN])) * 1000)
    window.close()
    return 0


def _wait(done: Callable[[], bool]) -> None:
    until = time.perf_counter() + _PATIENCE_S
    while not done():
        QApplication.processEvents()
        time.sleep(0.0005)
        if time.perf_counter() > until:
            raise TimeoutError("the window did not answer")


def _percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def _no_update(*_args: object, **_named: object) -> None:
    raise AssertionError("no update was asked for")


if __name__ == "__main__":
    sys.exit(main())
