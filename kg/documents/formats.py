"""Take the text out of a text file, a Markdown file or a web page.

Heavy libraries are imported where they are used, so that a run over plain text does not
pay for web pages. Readers may raise anything on a hostile file: the caller turns that
into a counted reason.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Extract:
    """Hold the text of one document as the file gives it, not yet cleaned."""

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    id: str = ""


class Unreadable(Exception):
    """A file cannot be used, for the reason given."""


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b"),
    *(b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc\xaf", b"{\\rtf"),
)
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536


def decode(data: bytes) -> str:
    """Turn bytes into text, whatever their encoding; raise Unreadable if binary."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = guess_encoding(data[:_SAMPLE])
    return data.decode(encoding, "replace")


def guess_encoding(sample: bytes) -> str:
    """Name the encoding of bytes that carry no mark; raise Unreadable if binary.

    The texts are English, so bytes beyond ASCII are few: where they are not UTF-8 they
    are taken for Windows-1252. Only other mixtures are left to charset-normalizer,
    whose guesses from a handful of accented letters are often wrong.
    """
    if sample.startswith(_MAGIC):
        raise Unreadable("binary, not text")
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if sum(zeros) * 5 > len(sample) and min(zeros) * 10 < max(zeros):
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise Unreadable("binary, not text")
    as_utf8 = sample.decode("utf-8", "replace")
    broken = as_utf8.count("\ufffd")
    # The sample may end inside a character.
    if broken <= 1 or broken * 2 < sum(char > "\x7f" for char in as_utf8):
        return "utf-8"
    if sum(byte > 127 for byte in sample) * 5 < len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise Unreadable("binary, or text in an unknown encoding")
    return best.encoding


def read_text(data: bytes) -> Extract:
    """Read plain text."""
    return Extract(decode(data))


_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S
)
_FIELD = re.compile(r"^(title|date|source):[ \t]*(.+?)[ \t]*$", re.M | re.I)


def read_markdown(data: bytes) -> Extract:
    """Read Markdown as plain text: no marks, addresses, code or HTML.

    Title, date and source of a front matter are used.
    """
    from markdown_it import MarkdownIt

    text = decode(data)
    front = _FRONT_MATTER.match(text)
    fields = {
        name.lower(): value.strip("\"'")
        for name, value in _FIELD.findall(front[1] if front else "")
    }
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(text[front.end() :] if front else text)
    return Extract("\n\n".join(_markdown_lines(tokens)), **fields)


def _markdown_lines(tokens: Sequence["Token"]) -> Iterator[str]:
    """Yield the text of each block; the cells of a table row make one line."""
    row: list[str] = []
    in_row = False
    for token in tokens:
        if token.type in ("tr_open", "tr_close"):
            in_row = token.type == "tr_open"
            if row:
                yield "; ".join(row)
            row = []
        elif token.type == "inline":
            text = _inline_text(token.children or ())
            if in_row:
                row += [text] if text else []
            else:
                yield text


def _inline_text(tokens: Sequence["Token"]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return _ADDRESS.sub("", "".join(parts)).strip()


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


_LONG_PAGE = 500_000
"""Bytes from which on trafilatura's second opinions would take seconds."""


def read_html(data: bytes) -> Extract:
    """Read the article of a web page; menus, comments and scripts stay out.

    Title, date and name of the site come from the page's own metadata. Done by
    trafilatura; dates that it would have to guess from the text are not taken.
    """
    from trafilatura import bare_extraction

    keep_quiet("trafilatura", "htmldate", "courlan", "justext")
    text = _decode_html(data)
    if '<meta name="generator" content="kg">' in text[:5_000]:
        raise Unreadable("a page that kg drew")
    if "<html" not in text[:5_000].lower():
        # A fragment alone is not taken for a page.
        text = f"<html><body>{text}</body></html>"
    page = bare_extraction(
        text,
        fast=len(data) > _LONG_PAGE,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise Unreadable("no article found in the page")
    body = page.text.replace("\n", "\n\n")
    return Extract(body, page.title or "", page.date or "", page.sitename or "")


_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]*([\w-]{2,20})", re.I)


def _decode_html(data: bytes) -> str:
    """Decode a page, believing the encoding that it declares if it fits."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeError, LookupError):
            pass
    return decode(data)


def keep_quiet(*names: str) -> None:
    """Keep a library's complaints about a file off the user's screen.

    A handler that the user has set up still gets them.
    """
    for name in names:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
