"""Reading: formats, names, titles and dates, and everything that can be wrong."""

import io
import json
import os
import random
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from document_texts import BODY, Put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from kg import documents
from kg.documents import PART, READERS, office, read, tables
from kg.documents.dates import iso_date, publication_date
from kg.documents.office import join_broken_words
from kg.documents.tables import TABLES
from kg.errors import CorpusError
from kg.records import Document, Skipped

MORE = (
    "The money will come from a fund that the town keeps for the purpose, said Jon "
    "Pell, who has been its treasurer for nine years and does not mean to stay."
)

pytest_plugins = ["document_fixtures"]


def good(*paths: str | Path) -> list[Document]:
    return [item for item in read(paths) if isinstance(item, Document)]


def left_out(*paths: str | Path) -> list[tuple[str, str]]:
    """Return path and reason of what was skipped as a whole."""
    skipped = (item for item in read(paths) if isinstance(item, Skipped))
    return [(s.path, s.reason) for s in skipped if not s.reason.startswith(PART)]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def pdf(
    pages: Sequence[Sequence[str]], *, password: str = "", title: str = ""
) -> bytes:
    """Make a PDF with the given lines on each page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        sheet = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 800 Td {shown} ET".encode("latin-1"))
        sheet[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(paragraphs: Sequence[str], *, title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Ana Oru"
    table.rows[0].cells[1].text = "engineer"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# Paths


def test_read_names_a_file_as_given(put: Put) -> None:
    put("news/a.txt", BODY)
    assert good("news/a.txt") == [Document("news/a.txt", BODY)]


def test_read_searches_folders_in_order_and_passes_hidden_files(put: Put) -> None:
    for name in ("n/b.txt", "n/a/z.txt", "n/c.md", "n/.git/x.txt", "n/.x.txt"):
        put(name, BODY)
    assert [item.id for item in good("n")] == ["n/a/z.txt", "n/b.txt", "n/c.md"]


def test_read_expands_patterns(put: Put) -> None:
    for name in ("n/b.txt", "n/a.txt", "n/c.md"):
        put(name, BODY)
    assert [item.id for item in good("n/*.txt")] == ["n/a.txt", "n/b.txt"]


def test_read_prefers_a_file_whose_name_looks_like_a_pattern(put: Put) -> None:
    put("[a].txt", BODY)
    assert [item.id for item in good("[a].txt")] == ["[a].txt"]


@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.txt", "no\nwhere"])
def test_read_refuses_a_missing_path_at_once_in_one_line(put: Put, path: str) -> None:
    put("a.txt", BODY)
    with pytest.raises(CorpusError) as caught:
        read(["a.txt", path])
    assert "\n" not in str(caught.value) and "check" in str(caught.value)


def test_read_takes_a_file_once(put: Put) -> None:
    put("n/a.txt", BODY)
    assert [item.id for item in good("n/a.txt", "n", "./n/a.txt")] == ["n/a.txt"]


def test_read_survives_loops_of_links(put: Put) -> None:
    put("n/a.txt", BODY)
    Path("n/loop").symlink_to(Path("n").resolve(), target_is_directory=True)
    Path("n/self").symlink_to("self")
    assert [item.id for item in good("n")] == ["n/a.txt"]


def test_read_skips_what_is_not_a_regular_file(put: Put) -> None:
    put("n/a.txt", BODY)
    os.mkfifo("n/pipe.txt")
    assert left_out("n") == [("n/pipe.txt", "not a regular file")]


def test_read_makes_names_fit_on_one_line(put: Put) -> None:
    put("n/a\nb.txt", BODY)
    name = os.fsdecode(b"n/c\xff.txt")
    put(name, MORE)
    ids = [item.id for item in good("n")]
    assert ids == ["n/a\ufffdb.txt", "n/c?.txt"]


def test_read_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(f"{BODY}\n".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert good("-") == [Document("-", BODY)]


@pytest.mark.parametrize("start", ["<!DOCTYPE html><html>", "\n <HTML lang=en>"])
def test_read_knows_a_page_on_standard_input(
    monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    article = f"<article><h1>Second quay</h1><p>{BODY}</p><p>{MORE}</p></article>"
    html = f"{start}<body>{article}</body></html>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(html.encode())))
    assert good("-")[0].text == f"Second quay\n\n{BODY}\n\n{MORE}"


# What is left out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"Advertisement\n", "no text left"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary, not text"),
        ("a.txt", random.Random(1).randbytes(5_000), "binary, not text"),
        ("a.xyz", b"abc", "unknown format .xyz"),
        ("a", b"abc", "unknown format"),
        ("a.pdf", b"%PDF-1.7\nnothing else", "damaged file"),
        ("a.pdf", pdf([["Ana Oru"]], password="secret"), "encrypted PDF"),
        ("a.pdf", pdf([[]]), "PDF without text (a scan?)"),
        ("a.docx", b"PK\x03\x04 not an archive", "damaged Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0 old", "encrypted, or in the old Word format"),
        ("a.html", b"<html><body></body></html>", "no article found in the page"),
        ("a.csv", b"id,body\n1,x\n", "no column named text"),
    ],
)
def test_read_says_why_a_file_is_left_out(
    put: Put, name: str, content: bytes, reason: str
) -> None:
    put(name, content)
    ((path, why),) = left_out(name)
    assert path == name and why.startswith(reason)


def test_read_leaves_out_a_file_that_is_too_large(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_TEXT_BYTES", 1_000_000)
    put("a.txt", b"a" * 1_000_001)
    put("b.txt", b"a" * 1_000_000)
    assert left_out("a.txt", "b.txt") == [("a.txt", "larger than 1 MB; split it")]


def test_read_leaves_out_a_zip_bomb(put: Put) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 40_000_000)
    put("a.docx", out.getvalue())
    assert left_out("a.docx")[0][1] == "Word document that unpacks to far too much"


@pytest.mark.parametrize("limit", ["_DOCX_PARTS", "_DOCX_BYTES", "_DOCX_XML_BYTES"])
def test_read_leaves_out_a_word_file_beyond_any_limit(
    put: Put, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    put("a.docx", word([BODY]))
    assert left_out("a.docx") == []
    monkeypatch.setattr(office, limit, 5)
    assert left_out("a.docx")[0][1] == "Word document that unpacks to far too much"


def test_read_does_not_expand_entities_in_word_files(put: Put) -> None:
    secret = put("secret.data", "hidden words")
    source = io.BytesIO(word([BODY]))
    out = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                uri = secret.resolve().as_uri().encode()
                entity = b'<!DOCTYPE d [<!ENTITY x SYSTEM "' + uri + b'">]><w:document'
                data = data.replace(b"<w:document", entity, 1)
                data = data.replace(b"Nobody", b"&x;Nobody")
            new.writestr(part, data)
    put("a.docx", out.getvalue())
    assert "hidden" not in "".join(item.text for item in good("a.docx"))


def test_read_counts_the_lines_left_out_of_a_document(put: Put) -> None:
    put("a.txt", f"{BODY}\nAdvertisement\n{MORE}\nAdvertisement\n")
    items = list(read(["a.txt"]))
    assert items[1:] == [Skipped("a.txt", "line: advertisement", 2)]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.parametrize("suffix", sorted({**READERS, **TABLES}))
@given(data=st.data())
def test_read_never_raises(put: Put, suffix: str, data: st.DataObject) -> None:
    start = data.draw(
        st.sampled_from(
            [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"text,id\n", b'{"text": "', b"<p>"]
        )
    )
    put(f"a{suffix}", start + data.draw(st.binary(max_size=400)))
    for item in read([f"a{suffix}"]):
        assert isinstance(item, Document | Skipped)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@given(data=st.data())
def test_read_survives_damage(put: Put, suffix: str, data: st.DataObject) -> None:
    whole = pdf([[BODY]]) if suffix == ".pdf" else word([BODY])
    spot = data.draw(st.integers(0, len(whole)))
    torn = data.draw(st.binary(max_size=8))
    put(
        f"a{suffix}",
        whole[:spot] + torn + whole[spot + data.draw(st.integers(0, 50)) :],
    )
    assert list(read([f"a{suffix}"]))


def test_read_survives_a_page_10_000_levels_deep(put: Put) -> None:
    put("a.html", page("<div>" * 10_000 + f"<p>{BODY}</p>" + "</div>" * 10_000))
    assert list(read(["a.html"]))


# Encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"],
)
def test_read_detects_the_encoding(put: Put, encoding: str) -> None:
    text = f"{BODY} It paid €600m for the “Café Müller”."
    put("a.txt", text.encode(encoding))
    assert good("a.txt")[0].text == text


def test_read_keeps_utf8_with_a_few_broken_bytes(put: Put) -> None:
    text = "Café Müller in Oslo paid €5m – a lot. " * 5
    put("a.txt", text.encode() + b"\xff")
    assert "Café Müller in Oslo paid €5m – a lot." in good("a.txt")[0].text


def test_read_uses_text_with_nul_bytes(put: Put) -> None:
    put("a.txt", BODY.replace("Oru", "O\x00ru"))
    assert good("a.txt")[0].text == BODY


# Tables


def test_read_makes_a_document_of_each_json_line(put: Put) -> None:
    rows = [
        {"text": BODY, "id": "x1", "title": "Second quay", "date": "May 3, 2019"},
        {"text": MORE, "id": 7, "source": "Oru Weekly"},
    ]
    put("a.jsonl", "\n".join(json.dumps(row) for row in rows))
    assert good("a.jsonl") == [
        Document("a.jsonl#x1", f"Second quay\n\n{BODY}", "Second quay", "2019-05-03"),
        Document("a.jsonl#7", MORE, source="Oru Weekly"),
    ]


def test_read_names_bad_json_lines(put: Put) -> None:
    lines = [
        "{",
        "[]",
        '{"text": 5}',
        '{"id": "a"}',
        "[" * 100_000,
        json.dumps({"text": BODY}),
    ]
    put("a.jsonl", "\n".join(lines))
    assert [item.id for item in good("a.jsonl")] == ["a.jsonl#6"]
    assert left_out("a.jsonl") == [
        ("a.jsonl#1", "not valid JSON"),
        ("a.jsonl#2", "not an object"),
        ("a.jsonl#3", "no text"),
        ("a.jsonl#4", "no text"),
        ("a.jsonl#5", "not valid JSON"),
    ]


@pytest.mark.parametrize("value", [True, None, 1.5, ["x"]])
def test_read_numbers_a_row_whose_id_is_no_name(put: Put, value: object) -> None:
    put("a.jsonl", json.dumps({"text": BODY, "id": value}))
    assert [item.id for item in good("a.jsonl")] == ["a.jsonl#1"]


def test_read_leaves_out_rows_that_are_too_long_where_they_stand(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_CHARACTERS", len(BODY))
    put("a.jsonl", "\n".join(json.dumps({"text": BODY + end}) for end in ("", "!")))
    put("a.csv", f"id,text\n1,{BODY * 3}\n2,\n")
    assert [item.id for item in good("a.jsonl")] == ["a.jsonl#1"]
    assert left_out("a.jsonl", "a.csv") == [
        ("a.jsonl#2", "text too long"),
        ("a.csv#2", "line too long"),
        ("a.csv#3", "no text"),
    ]


def test_read_makes_ids_unique(put: Put) -> None:
    put("a.jsonl", "\n".join(json.dumps({"text": BODY, "id": "x"}) for _ in range(3)))
    ids = [item.id for item in good("a.jsonl")]
    assert ids == ["a.jsonl#x", "a.jsonl#x~2", "a.jsonl#x~3"]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_read_makes_a_document_of_each_csv_row(put: Put, mark: str) -> None:
    put(
        "a.csv",
        f'ID{mark}Text{mark}date\n1{mark}"{BODY}\n\n{MORE}"{mark}2019-05\n2{mark}{mark}\n',
    )
    assert good("a.csv") == [Document("a.csv#1", f"{BODY}\n\n{MORE}", date="2019-05")]
    assert left_out("a.csv") == [("a.csv#5", "no text")]


# Web pages, Markdown, PDF, Word


def test_read_takes_the_article_of_a_page(put: Put) -> None:
    head = (
        "<title>Second quay | Oru Weekly</title>"
        '<meta property="og:site_name" content="Oru Weekly">'
        '<meta property="article:published_time" content="2019-05-03T08:00:00Z">'
    )
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
    foot = "<footer><p>© 2024 Oru Weekly. All rights reserved.</p></footer>"
    ad = "<p>Advertisement</p>"
    text = f"<article><h1>Second quay</h1><p>{BODY}</p>{ad}<p>{MORE}</p></article>"
    put("a.html", page(menu + text + "<script>alert(1)</script>" + foot, head))
    assert good("a.html") == [
        Document(
            id="a.html",
            text=f"Second quay\n\n{BODY}\n\n{MORE}",
            title="Second quay",
            date="2019-05-03",
            source="Oru Weekly",
        )
    ]


def test_read_takes_a_fragment_of_a_page(put: Put) -> None:
    put("a.html", f"<p>{BODY}</p>")
    assert good("a.html") == [Document("a.html", BODY)]


def test_read_believes_the_encoding_that_a_page_declares(put: Put) -> None:
    head = '<meta charset="koi8-r"><title>Пристань</title>'
    html = page(f"<article><p>{BODY} (Пристань)</p><p>{MORE}</p></article>", head)
    put("a.html", html.encode("koi8-r"))
    assert "Пристань" in good("a.html")[0].text


def test_read_believes_a_byte_order_mark_before_what_a_page_declares(put: Put) -> None:
    html = page(f"<article><p>{BODY} (Måne)</p></article>", '<meta charset="koi8-r">')
    put("a.html", html.encode("utf-8-sig"))
    assert "Måne" in good("a.html")[0].text


def test_read_takes_markdown_as_plain_text(put: Put) -> None:
    put(
        "a.md",
        '---\ntitle: "Second quay"\ndate: 2019-05-03\n---\n'
        "The *plan* of [Ana Oru](https://oru.example/x) and `Tolvane`\n"
        "in **Norvane**.\n\n"
        "- first item\n- https://oru.example/y\n\n"
        "| Name | Post |\n|---|---|\n| Pell | mayor |\n| | clerk |\n\n"
        "```\ncode\n```\n<div>markup</div>\n",
    )
    assert good("a.md") == [
        Document(
            "a.md",
            "Second quay\n\nThe plan of Ana Oru and Tolvane in Norvane.\n\n"
            "first item\n\nName; Post\n\nPell; mayor\n\nclerk",
            "Second quay",
            "2019-05-03",
        )
    ]


def test_read_reflows_a_pdf_without_headers_and_page_numbers(put: Put) -> None:
    pages = [
        [
            "Oru Weekly 17",
            "Second quay",
            "The harbour board of Norvane met on Monday to dis-",
        ],
        ["Oru Weekly 18", "cuss a plan for a second quay, which the engineer Ana", "2"],
        ["Oru Weekly 19", "Oru had drawn up during the winter.", "3"],
    ]
    put("a.pdf", pdf(pages, title="template.indd"))
    assert good("a.pdf")[0].text == (
        "Second quay\n\n"
        "The harbour board of Norvane met on Monday to discuss a plan for a second "
        "quay, which the engineer Ana Oru had drawn up during the winter."
    )
    assert good("a.pdf")[0].title == "Second quay"


def test_read_leaves_out_a_page_number_that_stands_on_one_page_only(put: Put) -> None:
    pages = [[f"{place} quay was built.", place] for place in ("First", "Next", "Last")]
    put("a.pdf", pdf([[*pages[0], "- 7 -"], pages[1], pages[2], pages[2]]))
    assert "7" not in good("a.pdf")[0].text


def test_read_reads_a_pdf_that_opens_without_a_password(put: Put) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf([[BODY]])))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    put("a.pdf", out.getvalue())
    assert good("a.pdf")[0].text == BODY


def test_join_broken_words_keeps_hyphens_that_the_text_uses() -> None:
    text = "a long-\nterm plan, a long-term loan and an inter-\nnational bank"
    assert join_broken_words_in_one_line(text) == (
        "a long-term plan, a long-term loan and an international bank"
    )


def test_join_broken_words_keeps_no_hyphen_where_the_text_goes_without_as_well() -> (
    None
):
    text = "a bread-\nwinner, a bread-winner, a breadwinner"
    assert join_broken_words_in_one_line(text).startswith("a breadwinner,")


def join_broken_words_in_one_line(text: str) -> str:
    return join_broken_words(text).replace("\n ", "\n").replace("\n", " ").strip()


def test_read_takes_paragraphs_and_tables_of_a_word_file(put: Put) -> None:
    put("a.docx", word(["Second quay", BODY], title="Second quay"))
    assert good("a.docx") == [
        Document("a.docx", f"Second quay\n\n{BODY}\n\nAna Oru; engineer", "Second quay")
    ]


def test_read_does_not_believe_a_title_that_the_file_does_not_bear_out(
    put: Put,
) -> None:
    put("a.docx", word(["Second quay", BODY], title="Template 2011"))
    assert good("a.docx")[0].title == "Second quay"


# Titles and dates


def test_read_takes_title_and_date_from_the_first_lines(put: Put) -> None:
    put("a.txt", f"Norvane builds\n3 May 2019\n\n{BODY}")
    assert list(read(["a.txt"])) == [
        Document("a.txt", f"Norvane builds\n\n{BODY}", "Norvane builds", "2019-05-03"),
        Skipped("a.txt", "line: date", 1),
    ]


def test_read_takes_a_single_short_line_for_no_title(put: Put) -> None:
    put("a.txt", "Norvane builds")
    assert good("a.txt") == [Document("a.txt", "Norvane builds")]


def test_read_puts_no_title_before_a_text_that_has_it_below_its_section(
    put: Put,
) -> None:
    put("a.md", f"---\ntitle: Second quay\n---\nHarbour news\n\nSecond quay\n\n{BODY}")
    assert good("a.md")[0].text == f"Harbour news\n\nSecond quay\n\n{BODY}"


def test_read_takes_no_sentence_for_a_title(put: Put) -> None:
    put("a.txt", f"They met.\n\n{BODY}")
    assert good("a.txt")[0].title == ""


def test_read_takes_the_date_of_a_publication_note(put: Put) -> None:
    put(
        "a.txt",
        f"{BODY}\n\nThis article was first published in Oru Weekly on May 3, 2019",
    )
    assert good("a.txt") == [Document("a.txt", BODY, date="2019-05-03")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2017-01-12", "2017-01-12"),
        ("2017-01-12T08:30:00Z", "2017-01-12"),
        ("2017-01-12 08:30:00.5+02:00", "2017-01-12"),
        ("January 12, 2017", "2017-01-12"),
        ("Jan. 12 2017", "2017-01-12"),
        ("12th of January 2017", "2017-01-12"),
        ("Thu, 12 Jan 2017 10:00:00 GMT", "2017-01-12"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26"),
        ("20170112", "2017-01-12"),
        ("January 2017", "2017-01"),
        ("2017-01", "2017-01"),
        ("2017", "2017"),
        ("25/12/2017", "2017-12-25"),
        ("12/25/2017", "2017-12-25"),
        ("04/05/2017", ""),
        ("05/05/2017", "2017-05-05"),
        ("31 February 2017", ""),
        ("yesterday", ""),
        ("1484179200", ""),
        ("", ""),
    ],
)
def test_iso_date_is_as_precise_as_the_text_and_never_a_guess(
    text: str, iso: str
) -> None:
    assert iso_date(text) == iso


@settings(deadline=None)
@given(st.text())
def test_iso_date_never_raises(text: str) -> None:
    assert len(iso_date(text)) <= 10


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        (["Title", "By Ana Oru | January 12, 2017", BODY], "2017-01-12"),
        (["Title", "Published: 12 January 2017 at 10:15 GMT", BODY], "2017-01-12"),
        (["Updated 14 May 2018", "Published 12 May 2018", BODY], "2018-05-12"),
        (
            ["NORVANE, Jan. 12, 2017 (Tolvane News) - The board met.", BODY],
            "2017-01-12",
        ),
        (["The board met on January 12, 2017, and again in May.", BODY], ""),
        (["In 2017 the quay was built.", BODY], ""),
        ([BODY, "© 2023 Oru Weekly"], ""),
        (["Title", *[BODY] * 9, "Published 12 May 2018"], "2018-05-12"),
        (["Title", *[BODY] * 9, "Published 12 May 2018", *[BODY] * 9], ""),
        (["Title", f"{BODY} It was published on 12 May 2018. {BODY}"], ""),
    ],
)
def test_publication_date_believes_only_the_usual_places(
    lines: list[str], iso: str
) -> None:
    assert publication_date(lines) == iso


RUN = ("run.json", "graph.graphml", "evidence.csv", "nodes.csv", "graph.html")


def test_documents_pass_over_the_files_of_an_earlier_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Tarnow met the council.")
    before = [item for item in read([tmp_path]) if isinstance(item, Document)]
    for folder in (tmp_path, tmp_path / "outputs"):
        (folder / "records").mkdir(parents=True)
        for name in RUN:
            (folder / name).write_text("text\nThe council met.\n")
    found = list(read([tmp_path]))
    assert [item for item in found if isinstance(item, Document)] == before
    assert [item.reason for item in found if isinstance(item, Skipped)] == [
        "files of an earlier run"
    ] * 2


def test_documents_read_tables_that_only_look_like_those_of_a_run(
    tmp_path: Path,
) -> None:
    (tmp_path / "nodes.csv").write_text("text\nThe council met.\n")
    assert isinstance(next(read([tmp_path])), Document)


def test_documents_pass_over_a_page_that_kg_drew(tmp_path: Path) -> None:
    page = '<html><head><meta name="generator" content="kg"></head><p>Council</p>'
    (tmp_path / "acme.html").write_text(page)
    (item,) = read([tmp_path])
    assert isinstance(item, Skipped)
    assert item.reason == "a page that kg drew"
