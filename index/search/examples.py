"""The query language by example: one table for the window's help, the README and the tests."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A query and what it finds, said in English, French and Spanish."""

    text: str
    en: str
    fr: str
    es: str


#: Every construct of the language, in the order in which a person meets them.
EXAMPLES: tuple[Example, ...] = tuple(
    Example(*map(str.strip, line.split("|")))
    for line in """
retour volontaire | both words, in all their forms | les deux mots, sous toutes leurs formes | ambas palabras, en todas sus formas
Comment préparer le retour des migrants ? | a question: the records that say most about it | une question : les fiches qui en disent le plus | una pregunta: las fichas que más dicen de ella
retour OR traite | either; also OU, O | l’un ou l’autre ; aussi OU, O | una u otra; también OU, O
migrants NOT retour | the first without the second; also SAUF, NO | le premier sans le second ; aussi SAUF, NO | la primera sin la segunda; también SAUF, NO
migrants -retour | the same | de même | lo mismo
(retour OR traite) Niger | brackets group | les parenthèses groupent | los paréntesis agrupan
"traite des personnes" | these words in this order | ces mots dans cet ordre | estas palabras en este orden
"retour Agadez"~5 | in this order, at most five words apart | dans cet ordre, à cinq mots au plus | en este orden, a cinco palabras como máximo
réint* | any ending | toute terminaison | cualquier terminación
front?ra | any one letter | une lettre quelconque | una letra cualquiera
reintegratoin~ | spelt nearly so | à peu près cette orthographe | escrito casi así
=migrant | this form only | cette forme seulement | solo esta forma
~frontière | also what the thesaurus calls it in other languages | aussi ses équivalents du thésaurus | también sus equivalentes del tesauro
titre:retour | in the title; also title, título | dans le titre ; aussi title, título | en el título; también title, titre
titre:"retour volontaire" | these words in the title | ces mots dans le titre | estas palabras en el título
titre:(retour OR traite) | either of them in the title | l’un ou l’autre dans le titre | una u otra en el título
id:PO.0105 | the record of an identifier | la fiche d’un identifiant | la ficha de un identificador
PO 0105 | the same, however it is written | de même, quelle que soit l’écriture | lo mismo, se escriba como se escriba
path:afrique | in the path of the document; also chemin, ruta | dans le chemin du document ; aussi path, ruta | en la ruta del documento; también path, chemin
source:projets | a source, by the name of its folder; also fuente | une source, par le nom de son dossier ; aussi fuente | una fuente, por el nombre de su carpeta; también source
bailleur:AFD | an entry of the card, by its own label | une rubrique de la fiche, par son propre nom | un campo de la ficha, por su propio nombre
année:2018 | a year; also year, año | une année ; aussi year, año | un año; también year, année
year:2016..2018 | from one year to another | d’une année à une autre | de un año a otro
year:>=2018 | from a year on | à partir d’une année | a partir de un año
year:>=2016 year:<2018 | from the one on and before the other | à partir de l’une et avant l’autre | desde uno y antes del otro
year:2010s | a decade | une décennie | un decenio
date:2017-01..2017-12 | a range of dates; also fecha, start, end | une période ; aussi fecha, début, fin | un periodo; también fecha, inicio, fin
budget:>200k | an amount, k and m for thousand and million | un montant, k et m pour mille et million | un importe, k y m por mil y millón
budget:100k..1m | between two amounts | entre deux montants | entre dos importes
budget:>50kUSD | an amount in a currency | un montant dans une devise | un importe en una moneda
devise:dollars | a currency: code, sign or name; also currency, moneda | une devise : code, signe ou nom ; aussi moneda | una moneda: código, signo o nombre; también devise
statut:achevé/actif | one or the other status | l’un ou l’autre statut | uno u otro estado
pays:("Viet Nam" OR Niger) | either country, the same as with a slash | l’un ou l’autre pays, comme avec une barre | uno u otro país, como con una barra
région:"Asie et Océanie" | a region, in any of the languages | une région, dans toute langue | una región, en cualquier idioma
pays:Chine | a country: name, ISO code or adjective | un pays : nom, code ISO ou adjectif | un país: nombre, código ISO o adjetivo
pays:nigérien | the same by the adjective | de même par l’adjectif | lo mismo por el adjetivo
lang:es | the language of the record; also langue, idioma | la langue de la fiche ; aussi idioma | el idioma de la ficha; también langue
kind:news | the kind of document; also genre, clase | le genre du document ; aussi clase | la clase de documento; también genre
traite OR pays:Chine | a word or a clause; a clause may stand anywhere | un mot ou une clause ; une clause va partout | una palabra o una cláusula; una cláusula va en cualquier sitio
(retour pays:Niger) OR (frontera lang:es) | in brackets a clause holds for what stands beside it | entre parenthèses, une clause vaut pour ce qui l’entoure | entre paréntesis, una cláusula vale para lo que la rodea
retour pays:Niger OR frontera lang:es | the same: AND binds tighter than OR | de même : ET lie plus que OU | lo mismo: la conjunción une más que O
-région:Afrique | all but these | tout sauf celles-ci | todo menos esto
NOT (kind:project pays:Niger) | all but what is both | tout sauf ce qui est les deux | todo menos lo que es ambas cosas
no:year | the year is not stated; also sans, sin | l’année n’est pas indiquée ; aussi sin | no consta el año; también sans
has:budget | the budget is stated; also avec, con | le budget est indiqué ; aussi con | consta el presupuesto; también avec
inferred:no | what Fonds inferred is neither counted nor found; also déduit:non | ce que Fonds a déduit n’est ni compté ni trouvé ; aussi inferido:no | lo que Fonds dedujo ni se cuenta ni se busca; también déduit:non
added:2024 | added then; also 7d (seven days), last (last import) | ajouté alors ; aussi 7d (sept jours), last (dernier import) | añadido entonces; también 7d (siete días), last (última vez)
tag:urgent | a tag of your own, once there are any; also note, dossier | une étiquette à vous, quand il y en aura ; aussi note, dossier | una etiqueta suya, cuando las haya; también nota, expediente
sort:-date | the latest first; also title, budget, country, added | les plus récentes d’abord ; aussi titre, budget, pays, ajouté | las más recientes primero; también título, presupuesto, país, agregado
""".strip().splitlines()  # noqa: E501
)
