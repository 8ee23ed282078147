"""Outlines: what is furniture by what recurs, and what is text whatever recurs."""

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from index.ingest.blocks import split_lines
from index.ingest.outline import (
    EDGE,
    KEPT,
    MARKER,
    PROSE,
    SHORT,
    WALL,
    Row,
    Verdict,
    blocks_of,
    count_lines,
    countable,
    furniture_rows,
    outline,
    pack,
    pack_places,
    unpack,
)

OWN = "Le village a reçu une école et un puits, dont profitent maintenant trois cents familles."
SHARED = "Le fonds appuie les communes qui demandent un accès à l'eau pour toutes les familles."
NO_CARD = range(0)


def rows_of(text, begin=0, card=NO_CARD):
    return outline(split_lines(text), begin, card)


def verdict(*lines, documents=100, count=60):
    hashes = [row.hash for line in lines for row in rows_of(line).rows]
    return Verdict(documents, MappingProxyType(dict.fromkeys(hashes, count)))


def left_out(text, known, card=NO_CARD):
    seen = rows_of(text, card=card)
    lines = split_lines(text)
    taken = furniture_rows(seen.rows, known)
    return [lines[seen.lines[row]].text for row in sorted(taken)]


def test_rows_are_told_apart():
    text = f"Baco limo\n{OWN}\nCe site dépose des cookies\n12 450\nStatut du projet\nAchevé"
    kinds = [row.kind for row in rows_of(text).rows]
    assert kinds == [SHORT, PROSE, MARKER, KEPT, KEPT, KEPT]


def test_a_card_and_the_middle_of_a_text_are_walls():
    assert [row.kind for row in rows_of("a\nb\nc\nd", card=range(1, 3)).rows] == [
        SHORT,
        WALL,
        SHORT,
    ]
    long = rows_of("\n".join(f"ligne {number}" for number in range(500)))
    assert len(long.rows) == 2 * EDGE + 1
    assert long.lines[EDGE] == -1
    assert (long.lines[0], long.lines[-1]) == (0, 499)


def test_a_menu_over_and_under_a_page_goes():
    above, below = ["Baco limo", "Fen galo", "Hur rit"], ["Peldi", "Quo mon", "Home"]
    text = "\n".join([*above, "Un titre", OWN, *below])
    assert left_out(text, verdict(*above, *below)) == [*above, *below]


def test_a_notice_among_menus_goes_with_them():
    lines = ["Nous déposons des cookies.", SHARED, "Peldi", "Quo"]
    text = "\n".join(["Titre", OWN, *lines])
    assert left_out(text, verdict(*lines)) == lines


def test_prose_that_recurs_by_itself_stays():
    assert left_out(f"Titre\n{OWN} {OWN} {OWN}\n{SHARED}", verdict(SHARED)) == []
    assert left_out(f"{SHARED}\n{OWN} {OWN} {OWN}", verdict(SHARED)) == []


def test_lists_that_recur_under_a_card_stay():
    steps = ["• Baco limo", "• Fen galo", "• Hur rit"]
    text = "\n".join(["Titre", "Statut", "Actif", OWN, *steps])
    assert left_out(text, verdict(*steps), card=range(1, 3)) == []


def test_a_list_in_few_documents_of_a_source_stays():
    steps = ["• Baco limo", "• Fen galo", "• Hur rit"]
    text = "\n".join(["Titre", OWN, *steps])
    assert left_out(text, verdict(*steps, count=12)) == []
    assert left_out(text, verdict(*steps, count=60)) == ["Baco limo", "Fen galo", "Hur rit"]


def test_the_shared_text_of_near_identical_records_stays():
    menu = ["Baco limo", "Fen galo", "Hur rit"]
    text = "\n".join([*menu, "Titre", SHARED, *menu])
    assert left_out(text, verdict(SHARED, *menu)) == []


def test_what_stands_over_a_card_is_never_all_taken():
    head = ["Baco limo", "Fen galo", "Hur rit"]
    text = "\n".join([*head, "Statut", "Actif", OWN])
    assert left_out(text, verdict(*head), card=range(3, 5)) == []
    with_title = "\n".join([*head, "Le puits", "Statut", "Actif", OWN])
    assert left_out(with_title, verdict(*head), card=range(4, 6)) == head


def test_small_sources_are_left_alone():
    menu = ["Baco limo", "Fen galo", "Hur rit"]
    text = "\n".join([*menu, "Titre", OWN])
    assert left_out(text, verdict(*menu, documents=7, count=7)) == []
    assert left_out(text, verdict(*menu, documents=8, count=8)) == menu


def test_contacts_stay():
    lines = ["Pour plus d'informations : Baco Limo", "Tél. +33 1 23 45 67 89", "baco@limo.example"]
    text = "\n".join(["Titre", OWN, *lines])
    assert left_out(text, verdict(*lines)) == []


def test_a_line_under_most_pages_goes():
    text = f"Titre\n{OWN}\nBaco limo"
    assert left_out(text, verdict("Baco limo", count=90)) == ["Baco limo"]
    assert left_out(text, verdict("Baco limo", count=40)) == []
    assert left_out(f"Baco limo\nTitre\n{OWN}", verdict("Baco limo", count=90)) == []


def test_what_was_furniture_stays_so_until_it_is_rare():
    menu = ["Baco limo", "Fen galo", "Hur rit"]
    text = "\n".join([*menu, "Titre", OWN])
    rare = verdict(*menu, documents=200, count=6)
    before = Verdict(rare.documents, rare.counts, frozenset(rare.counts))
    assert left_out(text, rare) == []
    assert left_out(text, before) == menu


def test_blocks_are_lines_that_stand_together():
    lines = split_lines("a\n\nb\ntext\nc")
    assert blocks_of(lines, {0, 2, 4}) == ["a\nb", "c"]


rows = st.builds(Row, st.integers(0, 30), st.integers(1, 65535), st.integers(0, WALL))


@given(st.lists(rows, max_size=130))
def test_packed_rows_come_back(made):
    assert unpack(pack(made)) == made
    assert set(countable(pack(made)).tolist()) == {row.hash for row in made if row.kind < KEPT}


def test_lines_are_counted_once_per_page():
    pages = ["Baco limo\nFen galo\nBaco limo", "Baco limo\nHur rit", "", OWN]
    packed = [pack(rows_of(page).rows) for page in pages]
    hashes, counts = count_lines(packed)
    found = dict(zip(hashes.tolist(), counts.tolist(), strict=True))
    first, second = (row.hash for row in rows_of("Baco limo\nFen galo").rows)
    assert (found[first], found[second], len(found)) == (2, 1, 4)
    assert sum(found.values()) == sum(len(countable(page)) for page in packed)
    assert count_lines([])[0].size == 0


@given(
    st.lists(rows, max_size=130),
    st.dictionaries(st.integers(0, 30), st.integers(4, 100)),
    st.integers(0, 100),
)
def test_only_what_recurs_is_ever_taken(made, counts, documents):
    known = Verdict(documents, counts)
    taken = furniture_rows(made, known)
    recurring = known.recurring(row.hash for row in made)
    assert all(made[place].kind < KEPT and made[place].hash in recurring for place in taken)
    assert not taken or any(row.kind == PROSE for row in made)


@given(st.text(max_size=400), st.integers(0, 5))
def test_any_text_has_an_outline(text, begin):
    seen = rows_of(text, begin)
    assert len(seen.rows) == len(seen.lines)
    assert pack_places(range(len(seen.rows))) or not seen.rows


LONG = f"{OWN} {OWN.replace('l', 'É')}"
LINES = (
    "Baco limo",
    OWN,
    SHARED,
    LONG,
    f"{LONG} Il dépose des COOKIES",
    LONG * 3,
    f"© {LONG} 2018",
)


@given(st.lists(st.sampled_from(LINES)))
def test_a_line_is_the_same_row_among_any_others(lines):
    rows = rows_of("\n".join(lines)).rows
    alone = [row for line in lines for row in rows_of(line).rows]
    assert rows == alone


def test_a_notice_among_long_lines_is_told():
    assert [rows_of(line).rows[0].kind for line in LINES] == [
        SHORT,
        PROSE,
        PROSE,
        PROSE,
        MARKER,
        PROSE,
        PROSE,
    ]


def test_so_many_words_are_kept():
    (row,) = rows_of("a " * 70_000 + "b").rows
    assert row.words == 70_001
    assert unpack(pack([row])) == [row._replace(words=65_535)]
