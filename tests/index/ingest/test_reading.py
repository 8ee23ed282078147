import os
import pickle
import stat
from pathlib import Path

import pytest

from index.ingest import reading as reading_module
from index.ingest.document import DEFAULT_LIMITS
from index.ingest.judging import Judging
from index.ingest.outline import Verdict
from index.ingest.reading import InProcess, Read, Task, read
from index.progress import Source


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "a.txt"
    made.write_text("Le titre\n\nLe texte du document.\n")
    return made


def task(path, **more):
    return Task(str(path), Source("s", path.parent), DEFAULT_LIMITS, **more)


def reading(task):
    return [*read(task, Judging(lambda source: Verdict()), lambda: None)]


def test_drafts_then_how_it_went(path):
    draft, how = reading(task(path))
    assert (draft.document["title"], draft.judged) == ("Le titre", True)
    assert (len(how.digest), how.reason, how.failure) == (32, "", "")


def test_what_is_known_is_not_read(path):
    known = reading(task(path))[-1].digest
    assert reading(task(path, known=known)) == [Read(known)]


def test_a_profile_changes_the_digest(path):
    plain = reading(task(path))[-1].digest
    (path.parent / "fonds.toml").write_text('[defaults]\nkind = "report"\n')
    draft, how = reading(task(path, profiled=True))
    assert how.digest != plain
    assert draft.document["kind"] == ("report",)


def test_what_cannot_be_read_is_told(path, tmp_path):
    assert reading(task(path, refused="it hangs")) == [Read(failure="it hangs")]
    assert reading(task(tmp_path / "gone"))[0].failure == "no such file or directory"
    path.write_bytes(b"")
    (empty,) = reading(task(path))
    assert empty.failure == "the file is empty"


def test_tasks_are_read_when_they_are_asked_for(path, tmp_path):
    alone = InProcess(Judging(lambda source: Verdict()), lambda: None)
    later = tmp_path / "later.txt"
    found = alone.of([task(path), task(later)])
    assert len([*next(found)[1]]) == 2
    later.write_text("Plus tard\n\nLe texte.\n")
    assert len([*next(found)[1]]) == 2


@pytest.mark.parametrize("most", [1000, 3])
def test_a_small_file_is_read_once(path, monkeypatch, most):
    monkeypatch.setattr(reading_module, "_ONCE", most)
    opens = []

    def counting(whole):
        def counted(path, *args, **more):
            opens.append(Path(path))
            return whole(path, *args, **more)

        return counted

    monkeypatch.setattr(Path, "open", counting(Path.open))
    monkeypatch.setattr(os, "open", counting(os.open))
    draft, how = reading(task(path))
    assert opens.count(path) == (1 if most == 1000 else 3)
    monkeypatch.undo()
    assert (draft.document["title"], how) == ("Le titre", reading(task(path))[-1])


def test_a_file_that_grows_or_shrinks_while_it_is_read(path, monkeypatch):
    whole = path.read_bytes()
    status = os.stat_result((stat.S_IFREG, 0, 0, 1, 0, 0, 0, 0, 0, 0))
    for size in (0, 5, len(whole), 1000):
        found = os.stat_result((*status[:6], size, *status[7:]))
        monkeypatch.setattr(os, "fstat", lambda file, found=found: found)
        assert reading_module._small(str(path)) == whole
    monkeypatch.setattr(reading_module, "_ONCE", len(whole) - 1)
    monkeypatch.setattr(os, "fstat", lambda file: status)
    assert reading_module._small(str(path)) is None


@pytest.mark.skipif(os.name == "nt", reason="there are no devices among its files")
def test_a_folder_and_a_device_are_no_documents(tmp_path):
    assert reading(task(tmp_path)) == [Read(failure="is a directory")]
    assert reading(task(Path("/dev/zero"))) == [Read(failure="it is not a file")]


def test_what_crosses_is_what_was(path):
    given = task(path, known="a", refused="b", profiled=True)
    assert pickle.loads(pickle.dumps(given)) == given
    how = Read("a", "b", "c")
    assert pickle.loads(pickle.dumps(how)) == how
