"""Links: the same text once more, the same record in another language, and nothing else."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import linking
from index.archive import Archive
from index.errors import RecordMissingError
from index.linking import idents_of, resemblance, sketch_of
from index.record import Record

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "archive-fr"

FRENCH = (
    "Le projet renforce les capacités des communes qui accueillent des familles de retour. Il "
    "forme trois cents agents, équipe douze centres de santé et ouvre une école dans chaque "
    "village, avec l'appui des services de l'État et des associations de femmes."
)
ENGLISH = (
    "The project strengthens the municipalities that receive returning families. It trains three "
    "hundred officers, equips twelve health centres and opens a school in every village, with the "
    "support of the services of the State and of the associations of women."
)


def record(body, title="Le titre", id="a", **values):
    return Record(id, title, body, **values)


def alike(one, other):
    return resemblance(sketch_of(record(one)), sketch_of(record(other)))


def test_the_same_text_resembles_itself_however_it_is_set():
    assert alike(FRENCH, FRENCH) == 1
    assert alike(FRENCH, FRENCH.upper().replace(" ", "\n")) == 1
    assert alike(FRENCH, FRENCH.replace("'", "’")) > 0.9
    assert alike(FRENCH, ENGLISH) == 0


def test_resemblance_is_near_the_share_of_common_text():
    generator = random.Random(1)
    words = ["".join(generator.choices("abcdefghij", k=7)) for _ in range(4000)]
    for share in (0.2, 0.5, 0.8):
        count = int(2000 * share)
        one = " ".join(words[:2000])
        other = " ".join(words[:count] + words[2000 : 4000 - count])
        expected = count / (4000 - count)
        assert alike(one, other) == pytest.approx(expected, abs=0.2)


def test_hardly_any_text_has_no_sketch():
    assert sketch_of(record("Oui.", "Non")) == b""
    assert (
        sketch_of(record("Oui.", "Un titre qui est assez long pour être celui d'un projet")) != b""
    )


@given(st.text(max_size=3000), st.text(max_size=200))
def test_any_text_has_a_sketch(body, title):
    sketch = sketch_of(record(body, title))
    assert len(sketch) % 4 == 0
    assert not sketch or resemblance(sketch, sketch) == 1


def test_other_scripts_are_sketched():
    text = "これは村の学校と井戸についての報告であり、三百の家族がその恩恵を受けています。" * 3
    assert alike(text, text) == 1
    assert alike(text, text[::-1]) == 0


def test_identifiers_lose_case_and_separators():
    assert idents_of(record("", project_id="PO.0105", prima_id="CN10P0002")) == (
        "po0105",
        "cn10p0002",
    )


def card(project, language):
    if language == "fr":
        return f"  • Statut du projet\n    Actif\n  • Projet ID\n    {project}\n"
    return f"  • Project Status\n    Active\n  • Project ID\n    {project}\n"


@pytest.fixture
def archive(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    write = {
        "fr.txt": f"Appui aux communes d'accueil\n\n{card('QX.0001', 'fr')}\n{FRENCH}\n",
        "en.txt": f"Support to host communities\n\n{card('QX.0001', 'en')}\n{ENGLISH}\n",
        "other.txt": f"Appui aux communes de départ\n\n{card('QX.0002', 'fr')}\n{FRENCH}\n",
        "press.txt": f"Des communes accueillent\n\n{FRENCH} Un communiqué de presse le dit.\n",
    }
    for name, text in write.items():
        (docs / name).write_text(text, encoding="utf-8")
    made = Archive.create(tmp_path / "archive", "essai")
    made.update([docs])
    yield made
    made.close()


def links(archive, name):
    (source,) = archive.sources()
    found = archive.related(str(source.path / name))
    return [(Path(archive.record(link.id).path).name, link.how) for link in found]


def test_twins_and_translations_are_linked(archive):
    assert links(archive, "fr.txt") == [("press.txt", "duplicate"), ("en.txt", "translation")]
    assert links(archive, "en.txt") == [("fr.txt", "translation")]
    assert links(archive, "other.txt") == [("press.txt", "duplicate")]


def test_links_follow_updates(archive):
    (source,) = archive.sources()
    (source.path / "press.txt").unlink()
    (source.path / "en.txt").write_text("Another note\n\nNothing of it is left here.\n")
    archive.update()
    assert links(archive, "fr.txt") == []
    archive.rebuild()
    assert links(archive, "fr.txt") == []
    (source.path / "again.txt").write_text(f"Une reprise\n\n{FRENCH}\n")
    archive.update()
    assert links(archive, "fr.txt") == [("again.txt", "duplicate")]


def test_a_record_that_is_not_there_has_no_links(archive):
    with pytest.raises(RecordMissingError):
        archive.related("nowhere")


@pytest.mark.shared
def test_rows_of_a_table_are_linked_to_their_text_twins(tmp_path):
    if not SHARED.is_dir():
        pytest.skip("the shared collections are not beside the checkout")
    archive = Archive.create(tmp_path / "archive", "afd")
    archive.update([SHARED / "afd", SHARED / "afd.jsonl"])
    rows = (SHARED / "afd.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, rows):
        text = archive.record(str(SHARED / "afd" / f"{row['id']}.txt"))
        (twin,) = archive.related(text.id)
        assert twin.how == "duplicate"
        assert archive.record(twin.id).project_id == row["id"]
        assert [link.id for link in archive.related(twin.id)] == [text.id]
    archive.close()


def straight(letters):
    """Return the sketch of some letters by the formula, one run after the other."""
    found = set()
    for start in range(len(letters) - 31):
        value = 0
        for letter in letters[start : start + 32]:
            value = (value * 0x9E3779B97F4A7C15 + letter + 1) % 2**64
        value = (value ^ (value >> 29)) * 0xD6E8FEB86659FD93 % 2**64
        found.add(value >> 32)
    return b"".join(value.to_bytes(4, "little") for value in sorted(found)[:48])


@pytest.mark.parametrize("text", [FRENCH, ENGLISH * 3, "abcdefgh" * 40, "ab" * 200 + FRENCH])
def test_a_sketch_is_what_the_formula_says(text):
    plain = text.lower().encode().translate(None, linking._NOT_PLAIN)
    assert sketch_of(record(text)) == straight(plain)


@given(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["projet ", "\ud800", "훈민", "İ", "\u212a", "été"])).map("".join)
)
def test_a_text_that_is_stored_has_the_same_sketch(body):
    stored = body.encode("utf-8", "surrogatepass")
    assert sketch_of(record(body), stored) == sketch_of(record(body))


def test_only_the_beginning_of_a_very_long_text_is_sketched(monkeypatch):
    monkeypatch.setattr(linking, "_LONGEST", len(FRENCH))
    longer = FRENCH + ENGLISH
    assert sketch_of(record(longer), longer.encode()) == sketch_of(record(FRENCH))
