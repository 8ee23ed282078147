from types import MappingProxyType

from index.ingest.judging import Judging
from index.ingest.outline import PROSE, SHORT, Outline, Row, Verdict, pack, pack_places

ROWS = [Row(number, 2, SHORT) for number in range(4)] + [Row(9, 30, PROSE)]
KNOWN = Verdict(20, MappingProxyType(dict.fromkeys(range(4), 20)))


def test_it_judges_by_the_verdict_and_remembers_once():
    judging = Judging({"s": KNOWN, "t": Verdict()}.__getitem__)
    seen = Outline(ROWS, range(5))
    assert set(judging.judge("a", "s", seen)) == {0, 1, 2, 3}
    assert set(judging.judge("b", "t", seen)) == set()
    judged = judging.judged("a")
    assert (judged.outline, judged.taken) == (pack(ROWS), pack_places({0, 1, 2, 3}))
    assert judging.judged("b").taken == b""
    assert judging.judged("a") is None
