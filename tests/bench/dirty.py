"""A folder as people have them: the sample's documents, every format, and what cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.index.ingest.readers import makers
from tests.index.ingest.readers.scans import scanned
from viewer.folders import sample_folder

#: A table whose columns no label table knows.
COLUMNS = "suivi 2019.csv"
_TABLE = """Intitulé de l'action,Montant alloué,Où,Depuis,Etat d'avancement,Responsable
Appui au retour volontaire,250000,Niger,2019,en cours,Aïssa Mahamadou
Formation des agents aux frontières,120000,Tchad,2018,clos,Moussa Ibrahim
Accueil des familles déplacées,98500,Mali,2020,en cours,Fatou Keïta
Centre d'écoute d'Agadez,45000,Niger,2021,en cours,Aïssa Mahamadou
"""

#: File name -> the document of every format that it shall be.
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "a.pdf": "Rapport de mission Niamey 2019.pdf",
        "a.docx": "Fiche du projet PO.0105.docx",
        "a.doc": "Ancienne fiche (1999).doc",
        "a.pptx": "Bilan à mi-parcours.pptx",
        "a.ppt": "Présentation du comité.ppt",
        "a.xlsx": "Projets.xlsx",
        "a.xls": "Projets (ancien).xls",
        "a.ods": "Projets libres.ods",
        "a.odt": "Lettre aux partenaires.odt",
        "a.rtf": "Note verbale.rtf",
        "a.epub": "Manuel du formateur.epub",
        "a.eml": "Réponse du bureau.eml",
        "a.msg": "Invitation.msg",
        "a.mbox": "Courrier 2019.mbox",
        "a.html": "Page enregistrée.html",
        "a.zip": "Annexes.zip",
    }
)
_BROKEN: Mapping[str, bytes] = MappingProxyType(
    {
        "Budget final.xlsx": b"PK\x03\x04 cut off",
        "Contrat signé.docx": b"\0" * 400,
        "Vide.txt": b"",
        "Rapport abîmé.pdf": b"%PDF-1.4 broken",
        "Image.txt": bytes(range(256)) * 30,
        "Photo de groupe.jpg": b"\xff\xd8\xff",
        "Carte.png": b"\x89PNG",
        "Film.mp4": b"\0\0\0 ftyp",
    }
)


def write_dirty_folder(folder: Path) -> Path:
    """Write the folder and return it."""
    shutil.copytree(sample_folder(), folder)
    good = makers.every_format()
    for name, shown in _NAMES.items():
        makers.write(folder, shown, good[name])
    for name, data in _BROKEN.items():
        makers.write(folder, name, data)
    for name in ("Accord de siège (scan).pdf", "Convention 1998 (scan).pdf"):
        makers.write(folder, name, scanned([["Convention", "", "Article premier."]]))
    rows = b"a,b\n" + b"1,2\n" * 5 + b"1," * 2000
    makers.write(folder, "Matrice.csv", rows)
    (folder / COLUMNS).write_text(_TABLE, encoding="utf-8")
    return folder
