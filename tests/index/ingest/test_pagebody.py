import pytest

from index.ingest.blocks import split_lines
from index.ingest.pagebody import page_body

TITLE = "Le lac ouvre son marché aux pêcheurs"
ONE = "Les pêcheurs du lac ont ouvert leur marché ce matin, avec une semaine d'avance."
TWO = "La mairie promet une halle couverte avant les pluies, et des bancs pour les anciens."


def body(text, **options):
    return page_body(split_lines(text), TITLE, **options)


def test_captions_like_the_headline_are_taken_out_once():
    found = body(f"{ONE}\n\n{TITLE}.\n\n{TWO}\n\n{TITLE}.", news=True)
    assert found.paragraphs == (ONE, TWO)
    assert found.furniture == (f"{TITLE}.",)


def test_a_part_of_the_headline_that_recurs_is_a_caption_of_a_news_page():
    caption = "Le lac ouvre son marché"
    text = f"{ONE}\n\n{caption}\n\n{TWO}\n\n{caption}"
    assert body(text, news=True).paragraphs == (ONE, TWO)
    assert body(text).paragraphs.count(caption) == 2


@pytest.mark.parametrize(
    "credit",
    [
        "Photo : OIM/A. Traoré",
        "Photo © OIM Niger 2023.",
        "Les pêcheurs au marché. Photo : OIM/A. Traoré",
        "© OIM 2019/Awa Traoré",
        "Crédit photo : mairie du lac",
        "Foto: OIM/Luis Prado",
        "Image: Lake House 2012",
    ],
)
def test_credits_are_no_text(credit):
    found = body(f"{credit}\n\n{ONE}\n\n{TWO}")
    assert found.paragraphs == (ONE, TWO)
    assert found.furniture == (credit,)


@pytest.mark.parametrize(
    "opener",
    [
        "Pour plus d'informations, veuillez contacter:",
        "For further information, please contact:",
        "Para más información, por favor contacte a:",
    ],
)
def test_the_contact_block_is_kept(opener):
    found = body(f"{ONE}\n{opener}\nAwa Traoré\nTél. + 223 20 00\nEmail:\nawa@lac.example")
    assert found.contact
    assert found.paragraphs[-1].split("\n") == [
        opener,
        "Awa Traoré",
        "Tél. + 223 20 00",
        "Email: awa@lac.example",
    ]


@pytest.mark.parametrize("heading", ["A lire aussi", "Related news", "Noticias relacionadas"])
def test_lists_of_other_items_are_cut(heading):
    found = body(f"{ONE}\n\n{TWO}\n\n{heading}\n- Les puits, 3 mai 2017\n- La halle, 4 mai 2018")
    assert found.paragraphs == (ONE, TWO)
    assert found.furniture[0] == heading


def test_lines_of_pages_are_cut():
    found = body(
        f"{ONE}\n\nPartager sur Facebook\n\n{TWO}\n\nMise à jour le 3 mai 2017\n\n"
        "© 2017 Le lac. Tous droits réservés"
    )
    assert found.paragraphs == (ONE, TWO)
    assert len(found.furniture) == 3


def test_a_menu_at_the_foot_is_cut():
    assert body(f"{ONE}\n\n{TWO}\n\nAccueil\nActualités\nNous contacter").paragraphs == (ONE, TWO)


def test_texts_that_repeat_themselves_stay():
    text = "\n\n".join([ONE, "De quoi s'agit-il ?", TWO, "De quoi s'agit-il ?", ONE])
    assert len(body(text).paragraphs) == 5


def test_a_text_that_is_only_its_headline_stays():
    assert body(TITLE).paragraphs == (TITLE,)


def test_the_line_of_the_date_is_skipped():
    assert body(f"{ONE}\n\n2024-09-12", skipped=frozenset({2})).paragraphs == (ONE,)


def test_many_headings_of_lists_are_weighed_by_what_follows_them_alone():
    """Each looked at all lines below it: a page of nothing else kept an import for minutes."""
    found = body(f"{ONE}\n\n" + "Lire aussi\n" * 40_000)
    assert found.paragraphs == (ONE, *["Lire aussi"] * (40_000 - 41))
    assert found.furniture == ("Lire aussi",) * 41
