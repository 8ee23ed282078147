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
    whole = Path.open

    def counted(self, *args, **more):
        opens.append(self)
        return whole(self, *args, **more)

    monkeypatch.setattr(Path, "open", counted)
    draft, how = reading(task(path))
    assert opens.count(path) == (1 if most == 1000 else 3)
    monkeypatch.undo()
    assert (draft.document["title"], how) == ("Le titre", reading(task(path))[-1])
