"""One worker at the end of its line."""

import multiprocessing as mp
import pickle
from pathlib import Path

import pytest

from index.ingest.document import DEFAULT_LIMITS
from index.ingest.reading import Read, Task
from index.ingest.worker import ASK, Parcel, work
from index.prints import Prints
from index.progress import Source


@pytest.fixture
def line(tmp_path):
    """Return our end of the line to a worker of its own process."""
    Prints(tmp_path / "prints.sqlite").close()
    context = mp.get_context("spawn")
    ours, other = context.Pipe()
    args = (other, tmp_path / "prints.sqlite", 15.0)
    process = context.Process(target=work, args=args, daemon=True)
    process.start()
    other.close()
    yield ours
    ours.close()
    process.join(20)
    ended = process.exitcode
    process.kill()
    assert ended == 0, "it does not end when nobody is there any more"


def said(line):
    """Return what the worker says next; signs of life of slow ones are passed over."""
    while True:
        assert line.poll(60)
        number, told = pickle.loads(line.recv_bytes())
        if told or number == ASK:
            return number, told


def send(line, *numbers_and_tasks):
    line.send_bytes(pickle.dumps(Parcel(0, numbers_and_tasks)))


def task(path, **more):
    return Task(str(path), Source("s", Path(path).parent), DEFAULT_LIMITS, **more)


def test_it_asks_reads_in_order_and_tells(line, tmp_path):
    (tmp_path / "a.txt").write_text("Le titre\n\nLe texte.\n")
    assert said(line) == (ASK, [])
    send(line, (7, task(tmp_path / "a.txt")), (8, task(tmp_path / "gone.txt")))
    assert said(line) == (ASK, [])
    number, (draft, read) = said(line)
    assert (number, draft.document["title"], read.failure) == (7, "Le titre", "")
    number, (failed,) = said(line)
    assert (number, failed) == (8, Read(failure="no such file or directory"))


def test_it_reads_on_while_nobody_listens(line, tmp_path):
    tasks = []
    for number in range(60):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Titre {number}\n\n" + "Un texte assez long. " * 1000)
        tasks.append((number, task(path)))
    assert said(line) == (ASK, [])
    send(line, *tasks)
    assert said(line) == (ASK, [])
    assert [said(line)[0] for _ in tasks] == [*range(60)]
