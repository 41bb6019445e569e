"""Take the text out of PDF and Word files."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from kg.documents.formats import Extract, Unreadable, keep_quiet

if TYPE_CHECKING:
    from docx.table import Table

_PDF_PAGES = 5_000
_PDF_SECONDS = 120
_DOCX_PARTS = 10_000
_DOCX_BYTES = 256 * 1024**2
_DOCX_XML_BYTES = 32 * 1024**2


def read_pdf(data: bytes) -> Extract:
    """Read the text layer of a PDF, without running headers and footers."""
    from pypdf import PdfReader

    keep_quiet("pypdf")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted PDF")
    if len(reader.pages) > _PDF_PAGES:
        raise Unreadable(f"PDF of more than {_PDF_PAGES} pages")
    limit = monotonic() + _PDF_SECONDS
    pages: list[list[str]] = []
    for page in reader.pages:
        pages.append([line.strip() for line in page.extract_text().splitlines()])
        if monotonic() > limit:
            raise Unreadable(f"PDF takes longer than {_PDF_SECONDS} s to read")
    text = join_broken_words("\n".join(_page_bodies(pages)))
    if not text.strip():
        raise Unreadable("PDF without text (a scan?)")
    title = str(reader.metadata.title or "") if reader.metadata else ""
    return Extract(text, _borne_out(title, text))


def _page_bodies(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Leave out page numbers, and what stands at the edge of half the pages or more."""
    shapes = Counter(
        shape
        for lines in pages
        for shape in {_shape(line) for line in _edges([line for line in lines if line])}
    )
    running = {
        shape for shape, count in shapes.items() if count * 2 >= max(len(pages), 3)
    }
    for lines in pages:
        body = [line for line in lines if line]
        edges = set(_edges(body))
        yield "\n".join(
            line
            for line in lines
            if not (
                line in edges and (_shape(line) in running or _PAGE.fullmatch(line))
            )
        )


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:2], *lines[2:][-2:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


_PAGE = re.compile(r"[-–— ]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–— ]*", re.I)
_BROKEN = re.compile(r"([^\W\d_]+)-[ \t]*\n[ \t]*([^\W\d_A-Z]+)([,.;:!?”\"')]*)[ \t]*")


def join_broken_words(text: str) -> str:
    """Join words that were hyphenated at the end of a printed line.

    The hyphen stays if the text writes the word with one elsewhere.
    """
    words = set(re.findall(r"[\w-]+", text))

    def joined(found: re.Match[str]) -> str:
        left, right, stop = found.groups()
        compound = f"{left}-{right}" in words and f"{left}{right}" not in words
        return f"{left}{'-' if compound else ''}{right}{stop}\n"

    return _BROKEN.sub(joined, text)


def read_docx(data: bytes) -> Extract:
    """Read the paragraphs and tables of a Word document, in their order."""
    _check_archive(data)
    from docx import Document
    from docx.table import Table

    document = Document(io.BytesIO(data))
    parts: list[str] = []
    for block in document.iter_inner_content():
        parts += _table_lines(block) if isinstance(block, Table) else [block.text]
    text = "\n\n".join(part for part in parts if part.strip())
    return Extract(text, _borne_out(document.core_properties.title or "", text))


def _table_lines(table: "Table") -> list[str]:
    """Write each row as a line; a merged cell counts once."""
    lines: list[str] = []
    for row in table.rows:
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        lines.append("; ".join(text for text in cells.values() if text))
    return lines


def _check_archive(data: bytes) -> None:
    """Refuse an archive that declares more than a document can need.

    `zipfile` never unpacks more of a part than its header declares.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted, or in the old Word format; save it as .docx")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise Unreadable("damaged Word document") from None
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted Word document")
    markup = (
        part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))
    )
    if (
        len(parts) > _DOCX_PARTS
        or sum(part.file_size for part in parts) > _DOCX_BYTES
        or max(markup, default=0) > _DOCX_XML_BYTES
    ):
        raise Unreadable("Word document that unpacks to far too much")


def _borne_out(title: str, text: str) -> str:
    """Believe the title in a file's properties only if the text begins with it.

    It is often left over from a template, or the name of another file.
    """
    title = " ".join(title.split())
    return title if title and title in " ".join(text[:2_000].split()) else ""
