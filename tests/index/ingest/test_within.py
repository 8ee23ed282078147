"""Places, and what lies in them."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.scan import covers
from index.ingest.within import Above, Within

paths = st.lists(st.sampled_from(["a", "b", "ab", "a.txt"]), max_size=4).map(
    lambda parts: str(PurePosixPath("/", *parts))
)


@given(st.lists(paths, max_size=4), paths)
def test_a_path_lies_within_the_places_that_cover_it(places, path):
    covered = any(covers(Path(place), Path(path)) for place in places)
    assert (path in Within(places)) == (path in Within(map(Path, places))) == covered


@given(st.lists(paths, max_size=6), paths)
def test_a_place_is_above_the_files_that_it_covers(files, place):
    covering = any(covers(Path(place), Path(file)) for file in files)
    assert (place in Above(files)) == (Path(place) in Above(files)) == covering


@pytest.mark.parametrize("path", ["", "a", "a/b"])
def test_nowhere_holds_nothing(path):
    assert path not in Within(())
    assert path not in Above(())


def test_a_name_that_begins_as_a_place_is_not_in_it():
    assert "/docs/projets-2019/a.txt" not in Within(["/docs/projets"])
    assert "/docs/projets" not in Above(["/docs/projets-2019/a.txt"])
