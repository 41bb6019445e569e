"""A small graph with hostile text in every field, for the tests of all formats."""

from itertools import cycle, pairwise

from graphs import Edge, assemble

from kg.records import Entity, Evidence

HOSTILE = {
    "markup": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(1)</script>",
    "cdata": "a ]]> b ]]]]> c <![CDATA[ d",
    "entity": "&lt; &amp;amp; &#0; &bogus;",
    "control": "a\x00b\x01c\x1b[31md\x7fe\x85f\u2028g",
    "surrogate": "half \ud800 a pair \udfff",
    "noncharacter": "x\ufffe\uffffy",
    "direction": "\u202eevil\u202c \u200fmark\u200b",
    "hebrew": "אבג ‏(דה)‏",
    "infinity": "INFINITY INF -INF NaN INFORMATION OFFICE",
    "line ends": "one\r\ntwo\rthree\n\n\tfour",
    "only breaks": "\n\r\n",
    "blank": "  leading and trailing  ",
    "empty": "",
    "formula": "=HYPERLINK(1)",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "comma": 'a "quoted", comma; semicolon\tand tab',
    "backslash": "C:\\new\\table \\",
    "bars": "left | right",
    "brackets": "He [Roe] said “x” > y",
    "turtle": "'''\"\"\" @prefix : <urn:x> . \\u0041 ^^xsd:int",
    "emoji": "👩‍🚀 北京 naïve",
    "long": "Long " * 2000,
}
"""Texts by what is bad about them."""

_TEXTS = list(HOSTILE.values())
_MANY = cycle(_TEXTS[:-1])


_DATES = ("2020-05-17", "2021", "2019-02", "", "no date \x00", "2020-13")


def _quote(number: int) -> Evidence:
    text = f"He said “x” & <y>.\nThen {_TEXTS[number % (len(_TEXTS) - 1)]} ended."
    return Evidence(
        document=f"folder/{_TEXTS[number % 7]} {number}.txt",
        start=number,
        end=number + len(text),
        quote=text,
        rule=next(_MANY),
        status="asserted",
        date=_DATES[number % len(_DATES)],
        source_text=next(_MANY),
        target_text=next(_MANY),
    )


ENTITIES = [
    Entity(
        id=f"p-{number}" if number % 3 else f'p {number}\x00 <"&é>',
        kind=("person", "organisation", "initiative", "place", next(_MANY))[number % 5],
        name=name,
        aliases=((name, 2), ("Other\nname", 1)),
        mentions=number,
        documents=1,
        reasons=(next(_MANY),),
    )
    for number, name in enumerate(HOSTILE.values())
]

EDGES = [
    Edge(
        id=f"e-{number}" if number % 4 else f"e {number}\n]]> '\"",
        source=one.id,
        target=other.id,
        relation=relation,
        label=label,
        directed=relation != "met",
        status=("asserted", "negated", "possible")[number % 3],
        weight=number + 0.1234567891,
        evidence=tuple(_quote(number + extra) for extra in range(number % 3 + 1)),
    )
    for number, (one, other, relation, label) in enumerate(
        [(one, other, "founder_of", "founder of") for one, other in pairwise(ENTITIES)]
        + [(one, other, "met", "met") for one, other in pairwise(ENTITIES[:6])]
        + [(*ENTITIES[:2], "stated", name) for name in _TEXTS[:-1]]
        + [(*ENTITIES[2:4], name, name) for name in _TEXTS[:-1]]
    )
]

GRAPH = assemble(ENTITIES, EDGES)
EVIDENCE = {edge.id: edge.evidence for edge in EDGES}
