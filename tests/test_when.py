import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relate.when import dates_in


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
