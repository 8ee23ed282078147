"""One writer at a time, and no more."""

import pytest

from index.errors import ArchiveBusyError
from index.locking import writing


def test_a_second_writer_is_told(tmp_path):
    with writing(tmp_path), pytest.raises(ArchiveBusyError), writing(tmp_path):
        pass
    with writing(tmp_path):
        pass
