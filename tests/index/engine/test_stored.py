"""Records come back as they were stored; a block that lies about itself is damage, not memory."""

import io

import numpy as np
import pytest
import zstandard

from index.engine.arrays import ArrayFile, ArrayWriter
from index.engine.stored import BLOCK, GROUP, LEAD, StoredReader, StoredWriter, stored_sizes
from index.errors import ArchiveDamagedError


class Kept(io.BytesIO):
    """A stream whose bytes outlive its closing."""

    data = b""

    def close(self):
        self.data = self.getvalue()
        super().close()


def file_of(writer):
    stream = Kept()
    out = ArrayWriter(stream)
    writer.write(out)
    out.close({})
    return ArrayFile(stream.data, "file")


def file_with(block, size, lead=0):
    """Return a file whose only block is what somebody made up."""
    stream = Kept()
    out = ArrayWriter(stream)
    out.add("stored", np.frombuffer(block, np.uint8))
    out.add("stored.blocks", np.array([0, len(block)], "<u8"))
    out.add("stored.lead", np.array([lead], "<u4"))
    out.add("stored.block", np.array([0], "<u4"))
    out.add("stored.end", np.array([size], "<u4"))
    out.close({})
    return ArrayFile(stream.data, "file")


def record(number, size=900):
    return {"id": f"r{number}", "record": bytes((number * 7 + at) % 251 for at in range(size))}


def test_records_of_several_blocks_come_back():
    writer = StoredWriter()
    count = (LEAD + 3 * BLOCK) // 900
    held = [record(number) for number in range(count)] + [record(1, 3 * LEAD), {}]
    for values in held:
        writer.add(values)
    reader = StoredReader(file_of(writer))
    for number in (*range(0, len(held), 17), len(held) - 2, len(held) - 1, 0):
        assert reader.values(number) == held[number]
    assert reader.leads().tolist() == [0] * len(list(reader.blocks()))
    assert len(list(reader.blocks())) > 3


def test_what_is_far_from_a_lead_has_a_lead_of_its_own():
    writer = StoredWriter()
    held = [record(number, 100_000) for number in range(GROUP // 100_000 + 9)]
    for values in held:
        writer.add(values)
    reader = StoredReader(file_of(writer))
    assert [reader.values(number) for number in range(len(held))] == held
    assert sorted(set(reader.leads().tolist())) == [0, GROUP // 100_000 + 1]


def test_records_small_enough_for_one_block_need_no_lead():
    first, second = StoredWriter(), StoredWriter()
    first.add(record(1))
    for writer in (second, second):
        writer.add_from(StoredReader(file_of(first)), np.arange(1))
    second.add(record(2))
    reader = StoredReader(file_of(second))
    assert [reader.values(number) for number in range(3)] == [record(1), record(1), record(2)]
    assert reader.leads().tolist() == [0, 1, 2]


def test_records_of_another_segment_are_taken_over_whole_or_in_part():
    first = StoredWriter()
    for number in range(300):
        first.add(record(number))
    source = StoredReader(file_of(first))
    second = StoredWriter()
    second.add({"id": "before"})
    second.add_from(source, np.arange(300))
    second.add_from(source, np.array([3, 299]))
    reader = StoredReader(file_of(second))
    assert reader.values(0) == {"id": "before"}
    assert [reader.values(n) for n in (1, 300, 301, 302)] == [record(n) for n in (0, 299, 3, 299)]


def test_repeated_text_takes_little_room():
    writer = StoredWriter()
    for number in range(200):
        writer.add({"id": f"r{number}", "record": b"les migrants et les retours " * 40})
    assert stored_sizes(file_of(writer)) < 200 * 28 * 40 / 20


def bomb(size):
    """Return a frame that holds nothing and says that it is as large as this."""
    return b"\x28\xb5\x2f\xfd\xe0" + size.to_bytes(8, "little") + b"\x01\x00\x00"


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"\x78\x9c not Zstandard",
        bomb(1 << 40),
        bomb(1 << 62),
        zstandard.ZstdCompressor().compress(b"x" * 5000)[:-4],
        zstandard.ZstdCompressor(write_content_size=False).compressobj().compress(b"x" * 99),
        zstandard.ZstdCompressor().compress(b"shorter"),
    ],
    ids=["empty", "other", "bomb", "larger bomb", "cut", "without size", "shorter"],
)
def test_a_block_that_is_none_of_ours_is_damage(block):
    with pytest.raises(ArchiveDamagedError):
        StoredReader(file_with(block, 5000)).packed(0)


def test_a_block_whose_lead_is_none_is_damage():
    with pytest.raises(ArchiveDamagedError):
        StoredReader(file_with(zstandard.ZstdCompressor().compress(b"x" * 5000), 5000, 1)).packed(0)


def test_a_flipped_byte_of_a_block_never_gives_another_text():
    text = b"un mot, deux mots " * 9
    packed = zstandard.ZstdCompressor(3, write_checksum=True).compress(text)
    noticed = 0
    for at in range(len(packed)):
        wrong = packed[:at] + bytes([packed[at] ^ 0x10]) + packed[at + 1 :]
        try:
            assert StoredReader(file_with(wrong, len(text))).packed(0) == text
        except ArchiveDamagedError:
            noticed += 1
    assert noticed >= len(packed) - 1  # one bit of the header means nothing
