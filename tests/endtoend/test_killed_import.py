"""An import of 2,000 documents killed three times on its way ends as if nothing had been."""

import random

from tests.bench.documents import write_documents
from tests.bench.kill import facts, finish, kill_after


def test_a_killed_import_goes_on(tmp_path):
    docs = tmp_path / "docs"
    write_documents(docs, 2000, words_each=40)
    seconds = finish(tmp_path / "undisturbed", docs)
    whole, faults = facts(tmp_path / "undisturbed")
    assert not faults
    assert len(whole) == 2000
    generator = random.Random(3)
    archive = tmp_path / "killed"
    for part in (0.3, 0.4, 0.5):
        kill_after(archive, docs, part * seconds * generator.uniform(0.7, 1.0))
        if (archive / "archive.json").exists():
            left, faults = facts(archive)
            assert not faults
            assert left <= whole
    finish(archive, docs)
    assert facts(archive) == (whole, ())
