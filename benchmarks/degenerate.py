"""Report how fast texts go through that nobody wrote, and name the slowest.

    python benchmarks/degenerate.py
    python benchmarks/degenerate.py --kb 200 --only brackets urls --limit 60
    python benchmarks/degenerate.py --growth    # each kind at half the size as well

For each kind of text, in a process of its own: the seconds of the processor in each
stage (`clean`, `tokens`, `net` and the rest of the pipeline, `mentions`, `corefer`,
`claims`), KB a second, and how much slower that is than prose. With `--growth`, how
many times longer the whole takes than the half: 2 is linear.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from string import ascii_letters, digits

PROSE = (
    "Ana Oru, who runs the harbour of Norvane, said on Monday that Tolvane Group would "
    "build a second quay with the Norvane Port Authority. She founded the firm in 2011 "
    "and later sold it to Pell Holdings. “We are glad,” said Jon Pell, its chairman. "
)
SYLLABLES = ("ba", "ko", "ri", "ten", "mo", "lus", "var", "nel", "do", "sha", "pi")


def _words(draw: random.Random) -> Iterator[str]:
    while True:
        yield "".join(draw.choices(SYLLABLES, k=draw.randint(1, 3)))


def _names(draw: random.Random) -> Iterator[str]:
    for word in _words(draw):
        yield word.capitalize()


def _filled(size: int, make: Callable[[random.Random], str]) -> str:
    """Repeat what `make` draws until there are `size` characters."""
    draw = random.Random(7)
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(make(draw))
        length += len(parts[-1])
    return "".join(parts)[:size]


def _joined(
    words: Callable[[random.Random], Iterator[str]], between: str
) -> Callable[[int], str]:
    def make(size: int) -> str:
        found = words(random.Random(7))
        return _filled(size, lambda _: next(found) + between)

    return make


def _repeated(*units: str) -> Callable[[int], str]:
    return lambda size: _filled(size, lambda draw: draw.choice(units))


def _nested(opens: str, inner: str, closes: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        depth = (size - len(inner)) // (len(opens) + len(closes))
        return opens * depth + inner + closes * depth

    return make


KINDS: dict[str, Callable[[int], str]] = {
    "prose": _repeated(PROSE),
    "prose in one sentence": _repeated(PROSE.replace(".", ",").replace("“", "")),
    "open brackets": _repeated("("),
    "close brackets": _repeated(")"),
    "nested brackets": _nested("(", "Ana Oru", ")"),
    "mixed brackets": _repeated(*"()[]{}<>"),
    "nested quotes": _nested("“", "Ana Oru met Jon Pell", "”"),
    "quotes": _repeated('"'),
    "apostrophes": _repeated("'"),
    "quoted words": _repeated('"Ana" ', "'Oru' "),
    "dashes": _repeated("-"),
    "long dashes": _repeated("—"),
    "dots": _repeated("."),
    "dots and spaces": _repeated(". "),
    "mixed punctuation": _repeated(*"!?.,:;-–—…'\"“”()[]/&*%$"),
    "punctuation and spaces": _repeated(*(sign + " " for sign in "!?.,:;-–—'\"“”()/&")),
    "commas": _repeated(","),
    "digits": _repeated(*digits),
    "letters": _repeated(*ascii_letters),
    "small letters": _repeated("a"),
    "letters and dots": _repeated("A."),
    "letters and hyphens": _repeated("ab-"),
    "letters and slashes": _repeated("Ana/Oru/"),
    "letters and apostrophes": _repeated("a'"),
    "letters and brackets": _repeated("a(", "b)"),
    "glued names": _repeated("AnaOruTheFirm"),
    "possessives": _repeated("Oru's "),
    "chained possessives": _repeated("'s"),
    "capitals": _joined(_names, " "),
    "names": _repeated("Ana Oru ", "Jon Pell ", "Tolvane Group ", "Norvane "),
    "names and commas": _joined(_names, ", "),
    "names and full stops": _joined(_names, ". "),
    "names on lines": _joined(_names, "\n"),
    "names joined by and": _joined(_names, " and "),
    "names joined by of": _joined(_names, " of "),
    "names and brackets": _joined(_names, " ("),
    "names and dashes": _joined(_names, " - "),
    "hyphened names": _joined(_names, "-"),
    "one name": _repeated("Oru "),
    "abbreviations": _repeated("U.S. ", "Inc. ", "Mr. ", "Jr. "),
    "titles": _repeated("Mr. President Dr. "),
    "pronouns": _repeated("she ", "he ", "it ", "they ", "who "),
    "pronouns in sentences": _repeated("She met him. ", "It was theirs. "),
    "verbs": _repeated("said ", "met ", "founded ", "bought "),
    "relatives": _repeated("Ana Oru, who met Jon Pell, who "),
    "said that": _repeated("Ana Oru said that "),
    "small words": _joined(_words, " "),
    "one word": _repeated("word "),
    "and": _repeated("and "),
    "newlines": _repeated("\n", "a\n"),
    "spaces": _repeated("a          "),
    "zero-width": _repeated("a\u200b\u200d", "\u202e"),
    "emoji": _repeated("🙂", "👩‍🚀", "🇳🇱"),
    "combining marks": _repeated("a\u0301\u0302\u0323"),
    "lone marks": _repeated("\u0301"),
    "chinese": _repeated("北", "京", "。"),
    "arabic": _repeated("مرحبا "),
    "mojibake": _repeated("Ã©", "â€™"),
    "entities": _repeated("&amp;"),
    "ampersands": _repeated("&"),
    "links": _joined(_words, ".example/x?y=z&http://www."),
    "links and spaces": _repeated("https://www.norvane.example/a/b?c=d&e=f#g "),
    "mail addresses": _repeated("a.b@norvane.example"),
    "at signs": _repeated("a@"),
    "base64": _repeated(*(ascii_letters + digits + "+/")),
    "base64 in lines": lambda size: _filled(
        size,
        lambda draw: "".join(draw.choices(ascii_letters + digits + "+/", k=76)) + "\n",
    ),
    "numbers": lambda size: _filled(
        size, lambda draw: f"{draw.randint(0, 10**6)},{draw.random():.4f},"
    ),
    "numbers in lines": lambda size: _filled(
        size, lambda draw: f"{draw.randint(0, 10**6)};{draw.random():.4f}\n"
    ),
    "markup": _repeated("<a href='x'>", "</b>", "<p>"),
    "code": _repeated("if (x[i] == y->z) { return f(a, b); }\n"),
    "dates": _repeated("3 May 2019, ", "2019-05-03 "),
    "photo credits": _repeated("Photo: Ana Oru / ", "via "),
    "stars": _repeated("*"),
    "underlines": _repeated("_"),
    "hashes": _repeated("#a"),
    "private use": _repeated("\ue000\U000f0000a"),
}
"""Texts of any size, by what is wrong with them."""


def measure(kind: str, size: int) -> dict[str, float]:
    """Return the processor's seconds of each stage for one text, in this process."""
    from kg import annotate, edges, relate
    from kg.clean import clean
    from kg.identity import corefer

    nlp, rules = annotate.load_pipeline(), relate.load_rules()
    nlp("Ana Oru founded Tolvane Group in Norvane.")
    # A line without letters would be left out; the first words keep it.
    text = f"Ana Oru {KINDS[kind](size)}"
    seconds: dict[str, float] = {}
    last = time.process_time()

    def lap(stage: str) -> None:
        nonlocal last
        now = time.process_time()
        seconds[stage] = round(now - last, 3)
        print(json.dumps(seconds), flush=True)
        last = now

    text, _ = clean(text)
    lap("clean")
    doc = nlp.make_doc(text)
    lap("tokens")
    for name, component in nlp.pipeline:
        doc = component(doc)
        lap(name)
    found = annotate.mentions(doc, document="d")
    lap("mentions")
    vectors = annotate.vectors(doc, found)
    known = corefer.within(found, text, vectors=vectors)
    lap("corefer")
    claims = relate.claims(doc, corefer.marked(found, known), rules)
    list(edges.attributed(claims, known))
    lap("claims")
    return seconds


def run(kind: str, size: int, limit: float) -> tuple[dict[str, float], bool]:
    """Measure in a fresh process; the second value says whether it came to an end."""
    command = [sys.executable, __file__, "--measure", kind, "--kb", str(size / 1000)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
        out, ended = done.stdout, done.returncode == 0
        if not ended:
            sys.stderr.write(done.stderr)
    except subprocess.TimeoutExpired as error:
        out, ended = (error.stdout or b"").decode(), False
    lines = out.splitlines()
    return (json.loads(lines[-1]) if lines else {}), ended


def main() -> None:
    """Read the arguments, measure each kind and name the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kb", type=float, default=200)
    parser.add_argument("--only", nargs="+", choices=KINDS, metavar="KIND")
    parser.add_argument(
        "--limit", type=float, default=900, help="seconds of the clock for one text"
    )
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    size = int(arguments.kb * 1000)
    if arguments.measure:
        measure(arguments.measure, size)
        return
    totals: dict[str, float] = {}
    for kind in arguments.only or KINDS:
        seconds, ended = run(kind, size, arguments.limit)
        totals[kind] = sum(seconds.values()) if ended else float("inf")
        speed = size / 1000 / max(totals[kind], 0.001)
        grown = ""
        if arguments.growth and ended:
            half, _ = run(kind, size // 2, arguments.limit)
            grown = f"  x{totals[kind] / max(sum(half.values()), 0.001):.1f}"
        most = sorted(seconds.items(), key=lambda item: -item[1])[:3]
        shown = ", ".join(f"{name} {took:.2f}" for name, took in most if took >= 0.01)
        end = "" if ended else "  STOPPED after: " + (", ".join(seconds) or "start")
        print(f"{kind:24}{totals[kind]:8.2f} s{speed:9.1f} KB/s{grown}  {shown}{end}")
        sys.stdout.flush()
    slowest = max(totals, key=lambda kind: totals[kind])
    print(f"slowest: {slowest}, {size / 1000 / max(totals[slowest], 0.001):.1f} KB/s")


if __name__ == "__main__":
    main()
