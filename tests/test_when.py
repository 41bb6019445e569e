from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relate.judging.when import dates_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12 January 2017", ["2017-01-12"]),
        ("on January 12, 2017 and Sept. 3rd, 2011", ["2017-01-12", "2011-09-03"]),
        ("in May 2023", ["2023-05"]),
        ("in 1999", ["1999"]),
        ("on 2017-01-12", ["2017-01-12"]),
        ("for $2000 or 1999 people", []),
        ("a 3-2010 ratio, 1999.5 or 1999%", []),
        ("last May", []),
        ("on 31 February 2011", ["2011-02"]),
        ("in the 45 May 2011", ["2011-05"]),
    ],
)
def test_when_reads_explicit_dates(text: str, expected: list[str]) -> None:
    assert [iso for _, _, iso in dates_in(text)] == expected


@given(st.text(alphabet="0123456789 -.,JanuryMaDecmb", max_size=40))
def test_when_dates_stand_in_the_text_without_overlap(text: str) -> None:
    end = 0
    for start, stop, iso in dates_in(text):
        assert end <= start < stop <= len(text)
        assert iso[:4] in text[start:stop]
        end = stop


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("yesterday", "2015-02-17", "2015-02-17"),
        ("On Thursday, it met", "2015-02-12", "2015-02-19"),
        ("on Wednesday", "2015-02-18", "2015-02-18"),
        ("last Wednesday", "2015-02-11", "2015-02-11"),
        ("next Friday", "2015-02-20", "2015-02-20"),
        ("last week", "2015-02", "2015-02"),
        ("last month", "2015-01", "2015-01"),
        ("two years ago", "2013", "2013"),
        ("fourteen months ago", "", ""),
        ("14 months ago", "2013-12", "2013-12"),
        ("three weeks ago", "2015-01", "2015-01"),
        ("last March", "2014-03", "2014-03"),
        ("last February", "2014-02", "2014-02"),
        ("this past January", "2015-01", "2015-01"),
        ("in March", "2014-03", "2015-03"),
        ("on March 3", "2014-03-03", "2015-03-03"),
        ("on 30 Jan.", "2015-01-30", "2016-01-30"),
        ("last spring", "2014", "2014"),
        ("in the third quarter", "2014", "2015"),
        ("in the third quarter of 2001", "2001", "2001"),
        ("earlier this year", "2015", "2015"),
        ("in March 2009", "2009-03", "2009-03"),
        ("it may march in may", "", ""),
        ("the Good Friday Pact", "", ""),
        ("3000 years ago", "", ""),
    ],
)
def test_when_places_relative_dates(text: str, past: str, ahead: str) -> None:
    for future, expected in ((False, past), (True, ahead)):
        found = [iso for *_, iso in dates_in(text, "2015-02-18", future=future)]
        assert found == [expected] * bool(expected)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("2015-02-18", ["2015-02-17", "2015-01", "2014"]),
        ("2015-02", ["2015-01", "2014"]),
        ("2015", ["2014"]),
        ("", []),
        ("some day", []),
    ],
)
def test_when_is_no_more_precise_than_the_document(
    reference: str, expected: list[str]
) -> None:
    text = "yesterday, last month and last year"
    assert [iso for *_, iso in dates_in(text, reference)] == expected


WORDS = (
    "last next this in on Monday March May 31 12 week year ago two 999 decades"
    " quarter third spring , 1999"
)


@given(
    st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join),
    st.dates().map(str),
    st.booleans(),
)
def test_when_relative_dates_are_dates_in_order(
    text: str, reference: str, future: bool
) -> None:
    end = 0
    for start, stop, iso in dates_in(text, reference, future=future):
        assert end <= start < stop <= len(text)
        date.fromisoformat(iso + "0000-01-01"[len(iso) :])
        end = stop
