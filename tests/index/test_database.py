import sqlite3

import pytest

from index.database import Database, faults_told
from index.errors import ArchiveDamagedError, FondsError

TABLES = "CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY)"


def test_it_is_made_once_and_opened_again(tmp_path):
    path = tmp_path / "words.sqlite"
    for _ in range(2):
        with Database(path, TABLES):
            assert path.exists()


def test_what_is_no_database_is_damage_and_is_let_go(tmp_path):
    path = tmp_path / "words.sqlite"
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(ArchiveDamagedError):
        Database(path, TABLES)
    path.unlink()


def test_what_the_system_refuses_is_no_damage(tmp_path):
    with pytest.raises(FondsError) as caught:
        Database(tmp_path / "missing" / "words.sqlite", TABLES)
    assert not isinstance(caught.value, ArchiveDamagedError)


def test_a_closed_one_cannot_be_used():
    with Database(None, TABLES) as database:
        pass
    with pytest.raises(FondsError), faults_told():
        database._db.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError):
        database._db.execute("SELECT 1")
