"""XML inside office documents: members within bounds, no entities, no network, no recursion."""

import io
import zipfile

import pytest

from index.errors import ReadError
from index.ingest.document import Limits
from index.ingest.readers import xml
from index.ingest.readers.content import BoundError, Bounds, opened
from index.ingest.readers.xml import leaves, member, package, tree, walk
from tests.index.ingest.readers import makers

LIMITS = Limits(bytes=1 << 24, seconds=60.0)


@pytest.fixture
def content(tmp_path):
    """Return what opens bytes as the content of a document."""
    held = []

    def open_(data):
        context = opened(makers.write(tmp_path, "a.docx", data), LIMITS, data)
        held.append(context)
        return context.__enter__()

    yield open_
    for context in held:
        context.__exit__(None, None, None)


@pytest.fixture
def anything(content):
    return content(b"anything")


@pytest.fixture
def bounds():
    return Bounds(LIMITS)


def test_a_member_is_read_and_one_that_is_not_there_is_none(content, bounds):
    opened_content = content(makers.zipped({"a.xml": b"<a/>", "empty.xml": b""}))
    with package(opened_content) as archive:
        assert member(opened_content, bounds, archive, "a.xml") == b"<a/>"
        assert member(opened_content, bounds, archive, "empty.xml") == b""
        assert member(opened_content, bounds, archive, "b.xml") is None
    assert bounds.unpacked == 4


@pytest.mark.parametrize(
    "data", [b"no zip", b"PK\x03\x04 cut", makers.zipped({"a": b"b" * 99})[:-9]]
)
def test_what_is_no_package_is_a_reason(content, data):
    with pytest.raises(ReadError, match="damaged"), package(content(data)):
        pass


def test_an_old_or_locked_document_is_told(content, bounds):
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    with pytest.raises(ReadError, match="password or in an old"), package(content(old)):
        pass
    locked = bytearray(makers.zipped({"a.xml": b"secret"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    opened_content = content(bytes(locked))
    with package(opened_content) as archive, pytest.raises(ReadError, match="password"):
        member(opened_content, bounds, archive, "a.xml")


def test_a_member_that_is_damaged(content, bounds):
    data = bytearray(makers.zipped({"a.xml": b"<a>text</a>" * 50}, level=zipfile.ZIP_STORED))
    data[60] ^= 1
    opened_content = content(bytes(data))
    with package(opened_content) as archive, pytest.raises(ReadError, match="damaged"):
        member(opened_content, bounds, archive, "a.xml")


def test_a_bomb_is_not_unpacked(content, monkeypatch):
    bomb = content(makers.zipped({"a.xml": bytes(4 << 20)}))
    with package(bomb) as archive:
        with pytest.raises(BoundError, match="50 times"):
            member(bomb, Bounds(Limits(ratio=50)), archive, "a.xml")
        with pytest.raises(BoundError, match="more than 3 MB"):
            member(bomb, Bounds(Limits(bytes=3 << 20, ratio=10**6)), archive, "a.xml")
        monkeypatch.setattr(xml, "_MAX_XML", 1 << 20)
        with pytest.raises(ReadError, match="more than 1 MB of text"):
            member(bomb, Bounds(Limits(ratio=10**6)), archive, "a.xml")


def test_no_more_is_read_than_a_member_says_it_holds(content, bounds):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", b"<a/>" * 100)
    data = bytearray(buffer.getvalue())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (4).to_bytes(4, "little")
    opened_content = content(bytes(data))
    with package(opened_content) as archive, pytest.raises(ReadError, match="damaged"):
        member(opened_content, bounds, archive, "a.xml")
    assert bounds.unpacked == 4


def test_entities_are_never_put_in(anything, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "inner">]>'
        "<a>one &x; two &y;</a>"
    )
    assert "secret" not in "".join(tree(text.encode(), anything).itertext())


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a></b>", b"no xml", b"<a>\xff</a>", b"<a b=1/>", b"<a/><b/>"]
)
def test_what_is_malformed_is_a_reason(anything, data):
    with pytest.raises(ReadError, match="damaged"):
        tree(data, anything)


def test_comments_and_instructions_are_left_out(anything):
    root = tree(b"<a>one<!-- no --><?no no?> two</a>", anything)
    assert "".join(root.itertext()) == "one two"
    assert len(root) == 0


def test_steps_in_the_order_of_the_document(anything, bounds):
    root = tree(b'<r xmlns:w="urn:w"><w:p>a<w:skip><w:p>no</w:p></w:skip>tail</w:p></r>', anything)
    steps = [(event, name) for event, _, name in walk(root, bounds, {"skip"})]
    assert steps == [
        ("start", "r"), ("start", "p"), ("end", ""), ("end", "p"), ("end", "r"),
    ]  # fmt: skip
    tails = [element.tail for event, element, name in walk(root, bounds, {"skip"}) if not name]
    assert tails == ["tail"]


def test_a_walk_is_not_lost_in_the_depth(anything, bounds):
    root = tree(b"<a>" * 200 + b"</a>" * 200, anything)
    assert sum(event == "start" for event, _, _ in walk(root, bounds, ())) == 200


def test_a_walk_stops_when_its_time_is_over(anything):
    class Over(Bounds):
        @property
        def expired(self):
            return True

    root = tree(b"<a><b/></a>", anything)
    with pytest.raises(BoundError, match="took longer"):
        list(walk(root, Over(LIMITS), ()))


def test_leaves_by_their_local_names(anything):
    data = b'<r xmlns:d="urn:d"><d:title> A\n title </d:title><title>B</title><d:e> </d:e></r>'
    assert leaves(data, anything) == {"title": "A title"}
    assert leaves(None, anything) == {}
    with pytest.raises(ReadError):
        leaves(b"<r>", anything)
