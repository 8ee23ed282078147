"""How much memory an archive takes when it is opened, and after questions: in a process of its own.

Own memory is what the process allocated; beside it stand the pages of the index's files that were
touched, which the system takes back when others need the room.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_ASK = """
import json, random, sys
from pathlib import Path
from index.archive import Archive
from index.search.query import Query
def memory():
    lines = Path("/proc/self/status").read_text().splitlines()
    held = dict(line.split(":", 1) for line in lines)
    return [int(held[name].split()[0]) / 1024 for name in ("RssAnon", "RssFile")]
def note(name):
    own, mapped = memory()
    noted.append([name, own - before[0], mapped - before[1]])
Archive.create(Path(sys.argv[2]), "empty").search(Query("mot"))
before, noted = memory(), []
archive = Archive.open(Path(sys.argv[1]))
note("at opening")
archive.hits(archive.search(Query("")), 0, 20)
note("with the list of all records")
archive.hits(archive.search(Query("migration")), 0, 20)
note("after one word")
words = [word for word, _ in archive._snapshot._searcher.frequent("body", "", 500)]
dice = random.Random(4)
for _ in range(300):
    asked = dice.sample(words, dice.choice([1, 2, 3]))
    text = " ".join(asked) if dice.random() < 0.8 else f'"{" ".join(asked)}"'
    archive.hits(archive.search(Query(text)), 0, 20)
note("after 300 questions of common words")
print(json.dumps(noted))
"""


def resident(folder: Path, words: Sequence[str]) -> list[tuple[str, float, float]]:
    """Return what was done, and the MiB of own memory and of the index's files that it took.

    The questions are of some *words*.
    """
    if not Path("/proc/self/status").exists():
        return []
    empty = folder.with_name(f"{folder.name}-empty")
    command = [sys.executable, "-c", _ASK, str(folder), str(empty), json.dumps(words)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [(name, own, mapped) for name, own, mapped in json.loads(done.stdout)]
