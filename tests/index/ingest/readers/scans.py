"""Scanned documents: PDFs whose pages are pictures of text, as a copier makes them."""

from __future__ import annotations

import zlib

import pypdfium2

from tests.index.ingest.readers import makers

_DOTS_PER_INCH = 200
_A4 = (595, 842)


def scanned(pages: list[list[str]]) -> bytes:
    """Return a PDF of pictures of pages with the given lines; it has no text layer."""
    document = pypdfium2.PdfDocument(makers.pdf(pages))
    pictures = []
    for page in document:
        bitmap = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True)
        pixels = bitmap.to_numpy()[:, : bitmap.width].squeeze()
        pictures.append((bitmap.width, bitmap.height, bytes(pixels.tobytes())))
        bitmap.close()
        page.close()
    document.close()
    return _pdf_of(pictures)


def _pdf_of(pictures: list[tuple[int, int, bytes]]) -> bytes:
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for width, height, pixels in pictures:
        packed = zlib.compress(pixels)
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (width, height, len(packed), packed)
        )
        shown = b"q %d 0 0 %d 0 0 cm /Im Do Q" % _A4
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</XObject<</Im %d 0 R>>>>>>" % (*_A4, len(objects), len(objects) - 1)
        )
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{refs}]/Count {len(kids)}>>".encode()
    objects.append(b"<</Producer(Copieur)>>")
    return makers.pdf_file(objects)
