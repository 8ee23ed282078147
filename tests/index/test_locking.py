"""One writer at a time, and no more."""

import pytest

from index.errors import ArchiveBusyError, FondsError
from index.locking import writing


def test_a_second_writer_is_told(tmp_path):
    with writing(tmp_path), pytest.raises(ArchiveBusyError), writing(tmp_path):
        pass
    with writing(tmp_path):
        pass


def test_a_full_disk_is_told(tmp_path):
    with pytest.raises(FondsError, match="no space left"), writing(tmp_path):
        raise OSError(28, "No space left on device")
    with writing(tmp_path):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(FondsError, match="cannot be written"), writing(tmp_path / "file"):
        pass


def test_who_does_not_listen_any_more_is_no_fault_of_the_archive(tmp_path):
    with pytest.raises(BrokenPipeError), writing(tmp_path):
        raise BrokenPipeError
    with writing(tmp_path):
        pass
