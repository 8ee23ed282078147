from __future__ import annotations

import pytest

from index.linking import Related
from viewer.reading.links import MOST, address, linked, record_of


@pytest.mark.parametrize("id", ["r5", "a/b c#é?%41:ü", "😀"])
def test_addresses_lead_back(id):
    assert record_of(address(id)) == id


@pytest.mark.parametrize("url", ["", "https://example.org/", "file:///etc/passwd"])
def test_other_addresses_lead_nowhere(url):
    assert record_of(url) == ""


def test_links_come_kind_by_kind_and_not_too_many(qapp):
    twins = [Related(str(n), f"Title {n}", "duplicate") for n in range(MOST + 3)]
    other = Related("x", "Titre", "translation")
    kinds = list(linked([other, *twins]))
    assert [(words, len(links), more) for words, links, more in kinds] == [
        ("Same text:", MOST, 3),
        ("In another language:", 1, 0),
    ]
    assert list(linked([])) == []
