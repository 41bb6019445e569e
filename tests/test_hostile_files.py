"""Files made to do harm: each is read or left out with a reason, and that is all."""

import io
import os
import socket
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from document_texts import BODY, Put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import documents, pipeline, store
from kg.clean import clean
from kg.documents import PART, READERS, read
from kg.pipeline import working
from kg.pipeline.finding import Batch
from kg.records import Document, Skipped

pytest_plugins = ["document_fixtures"]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything asks for the network."""

    def refuse(*_: object) -> None:
        raise AssertionError("nothing here may ask for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def good(*paths: str) -> list[Document]:
    return [item for item in read(paths) if isinstance(item, Document)]


def why(*paths: str) -> list[str]:
    """Return the reasons of what was left out as a whole."""
    skipped = [item for item in read(paths) if isinstance(item, Skipped)]
    return [item.reason for item in skipped if not item.reason.startswith(PART)]


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(change: Callable[[str, bytes], bytes] = lambda name, data: data) -> bytes:
    """Make a Word file of one paragraph, its parts changed."""
    document = docx.Document()
    document.add_paragraph(BODY)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return packed({n: change(n, archive.read(n)) for n in archive.namelist()})


def within(megabytes: int, what: Callable[[], object]) -> None:
    """Fail if something takes more memory."""
    what()  # what it imports does not count
    tracemalloc.start()
    try:
        what()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < megabytes * 1_000_000, f"{peak / 1e6:.0f} MB"


# Archives


def test_a_word_file_with_an_archive_inside_is_read_without_it(put: Put) -> None:
    bomb = packed({"deep.zip": packed({"zeros": bytes(3_000_000)})})
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        parts: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    put("a.docx", packed({**parts, "word/embeddings/more.zip": bomb}))
    assert [item.text for item in good("a.docx")] == [BODY]


def test_an_archive_in_an_archive_is_no_word_file(put: Put) -> None:
    put("a.docx", packed({"a.docx": word()}))
    assert why("a.docx")[0].startswith("damaged")


def test_an_archive_that_lies_about_its_size_is_unpacked_no_further(put: Put) -> None:
    data = word(lambda n, d: d + b" " * 20_000_000 if n == "word/styles.xml" else d)
    told = data.replace((20_000_000).to_bytes(4, "little")[2:], b"\0\0")
    put("a.docx", told)
    within(60, lambda: list(read(["a.docx"])))


def test_parts_with_paths_are_written_nowhere(put: Put) -> None:
    with zipfile.ZipFile(io.BytesIO(word())) as archive:
        parts: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    put("in/a.docx", packed({**parts, "../../evil.txt": "x", "/evil.txt": "x"}))
    before = sorted(Path.cwd().rglob("*"))
    list(read(["in"]))
    assert sorted(Path.cwd().rglob("*")) == before


# Markup


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "haha">'
    for n in range(10)
)


def test_entities_that_multiply_in_a_word_file_are_left_alone(put: Put) -> None:
    def laughing(name: str, data: bytes) -> bytes:
        if name != "word/document.xml":
            return data
        start = b"<!DOCTYPE d [" + LAUGHS.encode() + b"]><w:document"
        data = data.replace(b"<w:document", start, 1)
        return data.replace(b"Nobody", b"&l9;Nobody")

    put("a.docx", word(laughing))
    within(60, lambda: list(read(["a.docx"])))
    assert all(len(item.text) < 1_000 for item in good("a.docx"))


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_entities_that_multiply_in_a_page_are_left_alone(put: Put, suffix: str) -> None:
    page = f"<!DOCTYPE html [{LAUGHS}]><html><body><p>{BODY} &l9;</p></body></html>"
    put(f"a{suffix}", page)
    within(60, lambda: list(read([f"a{suffix}"])))
    assert all(len(item.text) < 5_000 for item in good(f"a{suffix}"))


def test_a_page_asks_for_nothing(put: Put, tmp_path: Path) -> None:
    secret = put("secret.data", "hidden words").resolve().as_uri()
    put(
        "a.html",
        f'<!DOCTYPE html SYSTEM "http://norvane.example/a.dtd" '
        f'[<!ENTITY x SYSTEM "{secret}">]>'
        '<html><head><base href="http://norvane.example/">'
        '<link rel="stylesheet" href="http://norvane.example/a.css">'
        '<meta http-equiv="refresh" content="0;url=http://norvane.example/"></head>'
        f'<body><article><p>{BODY} &x;</p><img src="http://norvane.example/a.png">'
        f'<iframe src="{secret}"></iframe><p>{BODY[::-1]}</p></article></body></html>',
    )
    assert "hidden" not in good("a.html")[0].text


@pytest.mark.parametrize(
    "page",
    [
        "<b>" * 20_000 + BODY,
        f"<p>{BODY}</p>" + "<p" * 20_000,
        "<a href='" * 20_000 + BODY,
        f"<p>{BODY}</p><!--" + "<!--" * 20_000,
        "<table><tr><td>" * 3_000 + BODY,
        "<ul><li>" * 3_000 + BODY,
        f"<p>{BODY}</p><p {'a=b ' * 20_000}>x</p>",
        f"<p>{BODY}</p>" + "&#x" * 20_000,
        f"<p>{BODY}</p>" + "&#xFFFFFFFF;&#0;&#xD800;" * 1_000,
        "<script>" * 5_000 + BODY,
        "<blockquote>" * 10_000 + BODY + "</blockquote>" * 10_000,
    ],
)
@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_broken_markup_is_read_or_left_out(put: Put, suffix: str, page: str) -> None:
    put(f"a{suffix}", page)
    assert list(read([f"a{suffix}"]))


@pytest.mark.parametrize(
    "mark", ["[", "![", "*", "_", "`", "> ", "- ", "<", "|", "[a](", "**a", "\\", "&"]
)
def test_a_run_of_marks_in_markdown_is_read_or_left_out(put: Put, mark: str) -> None:
    put("a.md", f"{BODY}\n\n{mark * 3_000}\n\n{BODY[::-1]}")
    assert list(read(["a.md"]))


# Text


@pytest.mark.parametrize("data", [bytes(3_000), b"\0\0\0a" * 999, b"a\0" * 999])
def test_nothing_but_nuls_is_no_text(put: Put, data: bytes) -> None:
    put("a.txt", data)
    assert all("\0" not in item.text for item in good("a.txt"))


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8", "cp1252"]
)
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_text_cut_inside_a_character_is_read(put: Put, encoding: str, cut: int) -> None:
    text = f"{BODY} It paid €600m for the “Café Müller”."
    put("a.txt", text.encode(encoding)[:-cut])
    assert BODY[:60] in good("a.txt")[0].text


def test_invalid_utf8_loses_only_what_is_invalid(put: Put) -> None:
    bad = b"\xff\xfe\xc0\x80\xed\xa0\x80\xf5\x80\x80\x80\xe2\x82"
    put("a.txt", BODY.encode() + b"\n\n" + bad + b"\n\n" + BODY[:60].encode())
    assert BODY in good("a.txt")[0].text


def test_invisible_and_reversing_characters_do_not_hide_a_name(put: Put) -> None:
    text = BODY.replace("Ana Oru", "A\u200bna\u2066 O\u202eru\u202c\u2069\ufeff")
    put("a.txt", text)
    assert good("a.txt")[0].text == BODY


def test_a_line_of_megabytes_is_read_in_flat_steps(put: Put) -> None:
    put("a.txt", (BODY + " ") * 5_000)
    assert [len(item.text) for item in good("a.txt")] == [len(BODY) * 5_000 + 4_999]


@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv", ".html"])
def test_a_file_of_one_endless_line_is_left_out(
    put: Put, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MAX_TEXT_BYTES", 1_000_000)
    monkeypatch.setitem(documents.MAX_BYTES, ".html", 1_000_000)
    monkeypatch.setattr(documents.tables, "MAX_CHARACTERS", 1_000_000)
    head = {".jsonl": b'{"text": "', ".csv": b'text\n"'}.get(suffix, b"")
    path = put(f"a{suffix}", head)
    with path.open("ab") as file:
        for _ in range(20):
            file.write(b"a" * 1_000_000)
    within(15, lambda: list(read([path.name])))
    assert why(path.name) and not good(path.name)


@pytest.mark.parametrize("head", [b"a\rb,text\n", b"text\0,id\n", b"\xff\n"])
def test_a_header_that_is_none_is_told(put: Put, head: bytes) -> None:
    put("a.csv", head + b"Ana Oru met Jon Pell,1\n")
    assert len(why("a.csv")) == 1


# Names of files


def test_names_that_differ_only_in_case_are_two_documents(put: Put) -> None:
    put("n/a.txt", BODY)
    put("n/A.TXT", f"{BODY} Twice.")
    if len(os.listdir("n")) < 2:
        pytest.skip("this disk does not tell them apart")
    assert [item.id for item in good("n")] == ["n/A.TXT", "n/a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.txt", "a\ufffdb.txt"),
        ("a\rb\tc.txt", "a\ufffdb\ufffdc.txt"),
        ("\u202etxt.exe.txt", "\ufffdtxt.exe.txt"),
        ("a\u200bb.txt", "a\ufffdb.txt"),
        ("-rf.txt", "-rf.txt"),
        ("=cmd().txt", "=cmd().txt"),
        ("<b>&amp;.txt", "<b>&amp;.txt"),
        ("%2e%2e.txt", "%2e%2e.txt"),
    ],
)
def test_a_name_of_a_file_is_shown_on_one_line(put: Put, name: str, shown: str) -> None:
    put(f"n/{name}", BODY)
    assert [item.id for item in good("n")] == [f"n/{shown}"]


def test_a_name_that_looks_the_same_gets_a_number(put: Put) -> None:
    put("n/a\nb.txt", BODY)
    put("n/a\rb.txt", BODY)
    assert [item.id for item in good("n")] == ["n/a\ufffdb.txt", "n/a\ufffdb.txt~2"]


def test_links_out_of_and_back_into_a_folder_end(put: Put) -> None:
    put("n/a.txt", BODY)
    put("m/b.txt", BODY)
    Path("n/other").symlink_to(Path("m").resolve(), target_is_directory=True)
    Path("m/back").symlink_to(Path("n").resolve(), target_is_directory=True)
    Path("n/gone.txt").symlink_to("nowhere.txt")
    assert [item.id for item in good("n")] == ["n/a.txt", "n/other/b.txt"]
    assert why("n") == ["cannot be read: No such file or directory"]


def test_many_small_files_cost_a_few_looks_each(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(300):
        put(f"n/{number % 7}/{number}.txt", "Ana Oru.")
    looks = 0
    stat = os.stat

    def counted(*given: object, **more: object) -> object:
        nonlocal looks
        looks += 1
        return stat(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", counted)
    assert len(good("n")) == 300
    assert looks < 300 * 8


def test_folders_as_deep_as_the_system_allows_are_searched(put: Put) -> None:
    deep = "/".join(["d"] * 300)
    put(f"{deep}/a.txt", BODY)
    assert len(good("d")) == 1


# The whole way


def nothing(*_: object) -> Callable[[Batch], bytes]:
    """Make what finds nothing."""
    return lambda batch: store.pack([store.Finding(key, [], []) for key in batch])


def test_a_build_of_hostile_files_says_what_it_left_out(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "finder", nothing)
    put("in/good.txt", BODY)
    put("in/bomb.docx", packed({"word/document.xml": b" " * 40_000_000}))
    put("in/bad.pdf", b"%PDF-1.4\n" + b"1 0 obj\n" * 999)
    put("in/no.html", "<" * 9_999)
    put("in/nul.txt", bytes(99))
    report = pipeline.build(["in"], Path("out"))
    assert report.counts["documents"] == 1 and report.counts["skipped"] == 4
    assert {path.name for path in Path.cwd().iterdir()} <= {"in", "out", ".out.lock"}


# Anything


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.parametrize("suffix", sorted(READERS))
@given(
    data=st.lists(
        st.sampled_from(
            [
                *(b"<p>", b"</", b"<!--", b"]]>", b"&#x", b"\xff\xfe", b"\0", b"\n"),
                *(b"%PDF-1.4\n", b"1 0 obj<</Type/Page>>", b"endobj", b"stream\n"),
                *(b"PK\x03\x04", b"---\ntitle: ", b"| a |\n|---|\n", b"```", b"[a](b)"),
                *(b"Ana Oru met Jon Pell. ", b"By Ana | 3 May 2019\n", b"\xe2\x80"),
            ]
        )
        | st.binary(max_size=20),
        max_size=40,
    ).map(b"".join)
)
def test_what_is_read_is_clean_and_known_by_name(
    put: Put, suffix: str, data: bytes
) -> None:
    put(f"a{suffix}", data)
    found = list(read([f"a{suffix}"]))
    assert found
    for item in found:
        if isinstance(item, Document):
            assert item.id == f"a{suffix}" and clean(item.text)[0] == item.text
            assert item.title == " ".join(item.title.split())
