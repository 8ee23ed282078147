"""One worker at the end of its line."""

import multiprocessing as mp
import pickle
from itertools import chain
from pathlib import Path

import pytest

from index.ingest import worker
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


def messages(line):
    """Yield what the worker says, each message as a list; signs of life are passed over."""
    while True:
        assert line.poll(60)
        yield [(n, told) for n, told in pickle.loads(line.recv_bytes()) if told or n == ASK]


@pytest.fixture
def said(line):
    """Return what gives the next thing that the worker says."""
    return chain.from_iterable(messages(line)).__next__


def send(line, *numbers_and_tasks):
    line.send_bytes(pickle.dumps(Parcel(0, numbers_and_tasks)))


def task(path, **more):
    return Task(str(path), Source("s", Path(path).parent), DEFAULT_LIMITS, **more)


def test_it_asks_reads_in_order_and_tells(line, said, tmp_path):
    (tmp_path / "a.txt").write_text("Le titre\n\nLe texte.\n")
    assert said() == (ASK, [])
    send(line, (7, task(tmp_path / "a.txt")), (8, task(tmp_path / "gone.txt")))
    assert said() == (ASK, [])
    number, (draft, read) = said()
    assert (number, draft.document["title"], read.failure) == (7, "Le titre", "")
    number, (failed,) = said()
    assert (number, failed) == (8, Read(failure="no such file or directory"))


def test_it_reads_on_while_nobody_listens(line, said, tmp_path):
    tasks = []
    for number in range(60):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"Titre {number}\n\n" + "Un texte assez long. " * 1000)
        tasks.append((number, task(path)))
    assert said() == (ASK, [])
    send(line, *tasks)
    assert said() == (ASK, [])
    assert [said()[0] for _ in tasks] == [*range(60)]


def test_what_quick_documents_give_crosses_at_once_and_waits_for_no_other(line, tmp_path):
    names = [*(f"{number}.txt" for number in range(30)), "31.md", "32.txt"]
    tasks = []
    for number, name in enumerate(names):
        (tmp_path / name).write_text(f"Titre {number}\n\nUn texte.\n")
        tasks.append((number, task(tmp_path / name)))
    told = messages(line)
    assert next(told) == [(ASK, [])]
    send(line, *tasks)
    assert next(told) == [(ASK, [])]
    heard, together = [], []
    while len(heard) < len(tasks):
        together.append([number for number, _ in next(told)])
        heard += together[-1]
    assert heard == [*range(32)]
    assert len(together) < 32
    assert [30] in together


def test_an_alarm_is_set_anew_for_a_document_when_the_last_is_old(monkeypatch):
    set_to, now = [], [100.0]
    monkeypatch.setattr(worker, "_end_after", set_to.append)
    monkeypatch.setattr(worker.time, "monotonic", lambda: now[0])
    alarm = worker._Alarm(20.5)
    for seconds in (0.0, 0.5, 0.6):
        now[0] += seconds
        alarm.on()
    assert set_to == [22, 22]
    alarm.on(anew=True)
    alarm.off()
    alarm.off()
    alarm.on()
    assert set_to == [22, 22, 22, 0, 22]
