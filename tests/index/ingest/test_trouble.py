from index.ingest.trouble import PATIENCE, hung


def test_a_hung_reader_is_told_with_its_seconds():
    assert hung(PATIENCE) == "reading it took longer than 10 seconds"
