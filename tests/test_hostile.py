"""Text that nobody wrote: the work grows with its length, and not faster.

Work is counted, not timed: calls and the characters that they were given.
"""

import re
from types import ModuleType

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg import names
from kg.annotate.marking import Mark, page_of, spread
from kg.annotate.places import Places
from kg.annotate.unbroken import UNBROKEN, Unbroken, pieces
from kg.encode.chunks import CHUNK_LIMIT, Words, chunks, sentences
from kg.identity import abbreviations, companies, people
from kg.identity.corefer import within
from kg.initiatives.phrases import without_long_words
from kg.initiatives.wording import CHUNK
from kg.records import ORGANISATION, PERSON, Mention

stretches = st.lists(
    st.sampled_from(["a", "(", "'s", "北", "\u0301", ". ", " ", "\n", "Ana Oru "])
    | st.integers(1, 3).map(lambda times: "(" * (UNBROKEN * times))
    | st.integers(-2, 2).map(lambda more: "x" * (UNBROKEN + more)),
    max_size=30,
).map("".join)


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


@given(stretches)
def test_pieces_are_the_text_and_none_is_unbroken_for_long(text: str) -> None:
    found = list(pieces(text))
    assert "".join(found) == text and all(found)
    assert max((len(run) for part in found for run in part.split()), default=0) <= (
        UNBROKEN
    )


@settings(deadline=None)
@given(stretches)
def test_unbroken_changes_no_character(text: str) -> None:
    nlp = spacy.blank("en")
    doc = Unbroken(nlp.tokenizer, nlp.vocab)(text)
    assert doc.text == text and all(len(token) <= UNBROKEN for token in doc)


def test_unbroken_leaves_ordinary_text_to_the_tokenizer(blank: Language) -> None:
    text = f"Ana Oru's firm (of Norvane) paid $5m.\n\n{'x' * UNBROKEN} See a.example."
    own = Unbroken(blank.tokenizer, blank.vocab)(text)
    assert [t.text_with_ws for t in own] == [t.text_with_ws for t in blank(text)]


def test_unbroken_never_gives_the_tokenizer_a_long_stretch(blank: Language) -> None:
    given: list[str] = []

    def tokenizer(text: str) -> Doc:
        given.append(text)
        return blank.tokenizer(text)

    Unbroken(tokenizer, blank.vocab)("Ana (" * 3 + "(" * 20_000 + " went home.")
    assert max(map(len, given)) <= UNBROKEN + 1
    assert sum(map(len, given)) == 15 + 20_000 + 11


words = st.lists(
    st.sampled_from(["Ana", "Oru", "ana", "-", "'s", " ", ".", "\n", "İ", "_"]),
    max_size=20,
).map("".join)


@given(text=words, name=words, fold=st.booleans(), bars=st.sampled_from(["", "-"]))
def test_places_are_those_of_a_whole_word_search(
    text: str, name: str, fold: bool, bars: str
) -> None:
    name = f"Oru{name}"
    edge = rf"[\w{re.escape(bars)}]"
    pattern = rf"(?<!{edge}){re.escape(name)}(?!{edge})"
    expected = re.finditer(pattern, text, re.I if fold else 0)
    found = list(Places(text, fold=fold).find(name, bars=bars))
    assert found == [match.start() for match in expected]


def test_places_look_only_where_the_rarest_word_is() -> None:
    places = Places("Ana Oru " + "Ana " * 1_000)
    assert list(places.find("Ana Oru")) == [0]
    assert list(places.find("Ana", 8, 15)) == [8, 12]


class Counted(list[str]):
    """Count how often words are looked at."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().__getitem__(at)


@pytest.mark.parametrize("sign", [")", "”", "(", ".", "Ana"])
def test_chunks_look_at_a_word_a_few_times_only(sign: str) -> None:
    texts = Counted([sign] * 5_000)
    words = Words(texts, [False] * 5_000, [False] * 5_000)
    found = list(chunks(sentences(words), [1] * 5_000))
    assert [i for chunk in found for i in chunk.tokens] == list(range(5_000))
    assert max(len(chunk.tokens) for chunk in found) <= CHUNK_LIMIT
    assert texts.looks < 10 * 5_000


def counted(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> list[object]:
    """Note every call of a function."""
    calls: list[object] = []
    function = getattr(module, name)

    def noted(*given: object, **more: object) -> object:
        calls.append(given)
        return function(*given, **more)

    monkeypatch.setattr(module, name, noted)
    return calls


def mention(number: int, text: str, kind: str) -> Mention:
    start = 20 * number
    return Mention("d", start, start + len(text), text, kind, start, start + 19)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        (companies, "trade_tail"),
        (companies, "is_ending"),
        (companies, "is_stump"),
        (abbreviations, "has_initials"),
    ],
)
def test_forms_of_things_are_not_compared_each_with_each(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    calls = counted(monkeypatch, module, name)
    texts = [f"{a}{b}o Works" for a in "BDFGKL" for b in "aeiou"]
    texts += [f"{a}{b}o" for a in "MNPRST" for b in "aeiou"]
    texts += [f"{a}{b}X" for a in "BDFGKL" for b in "MNPRS"]
    found = [mention(n, text, ORGANISATION) for n, text in enumerate(texts)]
    page = "".join(text.ljust(20) for text in texts)
    assert len(within(found, page)) == len(texts)
    assert len(calls) < 10 * len(texts)


def test_short_forms_are_asked_only_of_people_who_share_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = counted(monkeypatch, people, "reading")
    family = [f"{a}{b}rovik" for a in "BDFGKLMN" for b in "aeiou"]
    texts = [f"Q{name} {name.title()}" for name in family] + family * 3
    found = [mention(n, text, PERSON) for n, text in enumerate(texts)]
    within(found, "".join(text.ljust(20) for text in texts))
    assert len(calls) < 5 * len(texts)


def test_a_line_is_judged_once_however_many_names_are_in_it(
    blank: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, names, "is_headline")
    doc = blank("Ana Oru met Ana Oru, and Ana Oru met them. " * 50)
    page = page_of(doc)
    spread(page, [Mark(0, 7, PERSON)])
    assert len(calls) == 1


@pytest.mark.parametrize(
    "word", ["Ana ", "Ana of ", "A.", "Ana/", "ab-", "Initiative "]
)
def test_patterns_of_initiatives_see_no_more_than_some_words(word: str) -> None:
    text = without_long_words(word * 2_000)
    assert len(text) == len(word) * 2_000
    assert all(len(run.split(" ")) <= 180 for run in re.findall(CHUNK, text))
    assert all(len(run) <= 100 for run in re.findall(r"[^\s\0]+", text))
