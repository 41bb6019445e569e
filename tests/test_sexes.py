"""Whether somebody is a man or a woman, where his kin tell it."""

import pytest

from kg.identity.sexes import sex_told


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("They met Denis Roe and his wife Nora.", "male"),
        ("They met Denis Roe and her late husband.", "female"),
        ("They met her husband, Denis Roe, there.", "male"),
        ("They met Denis Roe and his friends.", ""),
        ("They met Denis Roe, a friend.", ""),
    ],
)
def test_sex_told_by_kin(text: str, sex: str) -> None:
    start = text.index("Denis Roe")
    assert sex_told(text, start, start + len("Denis Roe")) == sex
