"""Posts that a verb gives somebody without saying where, in marked text."""

import pytest
from test_corefer import bare

KNOWN = "{Velm|organisation subject} sued {Halden|organisation object}. "


@pytest.mark.parametrize(
    "told",
    [
        "{Ann Roe|person} was named chief executive in May.",
        "{Ann Roe|person}, who became chairman in 2010, spoke.",
        "{Ann Roe|person} has stepped down as finance director.",
        "{Ann Roe|person} will succeed Mr Tom Doe as finance director.",
        "{Ann Roe|person} is to replace him as chairman in May.",
        "{Ann Roe|person} was on Monday appointed chairman to succeed him.",
    ],
)
def test_a_post_that_a_verb_gives_is_at_the_subject_before(told: str) -> None:
    assert [name for _, name in bare(KNOWN + told)] == ["Velm"]


@pytest.mark.parametrize(
    "told",
    [
        "{Ann Roe|person} was named chief executive of a rival.",
        "{Ann Roe|person} became president in May.",
        "{Ann Roe|person} said {Tom Doe|person subject} met the chairman.",
        "{Ann Roe|person} was named a managing director.",
        "They sold a mill of which {Ann Roe|person} is chairman.",
    ],
)
def test_another_post_is_left_open(told: str) -> None:
    assert not bare(KNOWN + told)


def test_a_post_may_tell_its_field() -> None:
    said = "Such work goes on, said {Ann Roe|person}, campaign director."
    assert [name for _, name in bare(KNOWN + said)] == ["Velm"]


def test_a_post_is_at_the_one_body_that_is_called_so() -> None:
    known = "{Velm Group|organisation subject} sued {Halden|organisation subject}. "
    told = "{Halden|organisation}'s {Ann Roe|person} will become group chairman."
    assert bare(known + told) == [("chairman", "Velm Group")]
    assert not bare("{Orme Group|organisation} won. " + known + told)


def test_a_post_is_at_the_body_that_its_holder_joined() -> None:
    joined = "In 1999 {Ann Roe|person subject} joined {Velm|organisation object}. "
    told = "In 2005 {Ann Roe|person subject} became chairman."
    assert bare(joined + told) == [("chairman", "Velm")]
    assert not bare(joined.replace("joined", "sued") + told)
    assert not bare(joined + told.replace("Ann Roe", "Tom Doe"))
