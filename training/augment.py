"""Vary sentences while training: case, final stops, quotes, dashes, persons' names."""

from __future__ import annotations

import random
from dataclasses import replace

from labels import BIT
from readers import Sentence
from syllables import coined_word

CURLY = {"'s": "’s", "n't": "n’t", "'": "’", "'re": "’re", "'ve": "’ve", "'ll": "’ll",
         "'m": "’m", "'d": "’d", "-": "–", "--": "—", "–": "—"}  # fmt: skip

# Frequent family names and given-name parts of names written family name first;
# they are combined at random, so no real person is meant.
FAMILY = (
    "Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Luo "
    "Liang Song Zheng Xie Han Tang Feng Yu Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng "
    "Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan "
    "Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Kim Lee "
    "Park Choi Jung Kang Cho Yoon Jang Lim Shin Hwang Ahn Nguyen Tran Le Pham Hoang "
    "Phan Vu Dang Bui Do Ho Ngo Duong"
).split()
GIVEN = (
    "wei ming jun jie hong yan xin li ping hua guo dong hai bo lei tao qiang min jing "
    "yu fang xia mei lin feng yong peng gang bin chao hui xiang zhi jian wen qing "
    "shan yuan kai hao rui ning cheng long zhong"
).split()


# Parts of coined company names: syllables and everyday words.
HEADS = (
    "zen lum kor tal vex nor pin bai xin mei tron quor sol ar vel dax mir ol ren wan "
    "hua da sam bro cas del fin gor hel jan kap mon tes ul sho ge ra yu"
).split()
TAILS = (
    "via ora tech ify ly zon tel ix a o dex net pay mart soft cent wave duo na zon tu "
    "er on is us ic ing wei ya ri le"
).split()
BRAND = (
    "Blue Bright Swift North River Oak Clear First Star Gold Red Open True Silver Plum "
    "Lion Falcon Comet Anchor Pebble Tiger Lotus Willow Ember Amber Sparrow Cedar"
).split()
OBJECT = "Cart Pay Line Field Stone Works Bridge Path Link Leaf Point Box Talk".split()
FORMS = (
    "Group Inc. Inc Holdings Corp. Corp Ltd. Ltd Technologies Co. Capital Motors Foods "
    "Partners Industries Airlines Bank Electric Systems International Media Energy"
).split()

CAREFUL = ("conll04", "wikigold", "crossner", "redocred", "ewt")
COINED = ("invented", "scenes", "articles", "pages")


class Augmenter:
    """Draw a varied copy of a sentence; knows the persons of all sources."""

    def __init__(self, sentences: list[Sentence], seed: int) -> None:
        self.random = random.Random(seed)
        self.names: dict[int, list[list[str]]] = {}
        self.towns: list[str] = []
        for s in sentences:
            if s.source in CAREFUL and s.ner is not None:
                pairs = zip(s.words, s.ner, strict=True)
                alone = BIT["S-LOC"]
                self.towns += [w for w, m in pairs if m == alone and w.istitle()]
            for a, b in s.persons:
                words = s.words[a:b]
                if s.source not in ("gmb", "btc", "wnut17") and words[0][:1].isupper():
                    self.names.setdefault(b - a, []).append(words)

    def __call__(self, s: Sentence, *, last: bool) -> Sentence:
        """Return the sentence changed; its labels stay true. `last`: ends a chunk."""
        r = self.random
        s = replace(s, words=list(s.words))
        if s.persons and r.random() < 0.25:
            for a, b in s.persons:
                s.words[a:b] = self.name(b - a) or s.words[a:b]
        if s.ner is not None and s.source not in COINED:
            if r.random() < 0.2:
                self._rename_companies(s)
            if r.random() < 0.15:
                self._rename_places(s)
        if r.random() < 0.25:
            self._typeset(s)
        draw = r.random()
        if draw < 0.03:
            s.words = [w.upper() for w in s.words]
        elif draw < 0.08 and last:
            s = self._headline(s)
        elif draw < 0.13 and last:
            s = self._drop_stop(s)
        return s

    def name(self, n: int) -> list[str] | None:
        """Return a name of `n` words, sometimes an invented one."""
        r = self.random
        if n in (2, 3) and r.random() < 0.15 and n in self.names:
            return [*r.choice(self.names[n])[:-1], coined_word(r)]
        if n in (2, 3) and r.random() < 0.3:
            given = [p.capitalize() for p in r.sample(GIVEN, n - 1)]
            if n == 2 and r.random() < 0.6:
                given = ["".join(r.sample(GIVEN, 2)).capitalize()]
            return [r.choice(FAMILY), *given]
        if n == 1 and r.random() < 0.15:
            return [r.choice(FAMILY)]
        return list(r.choice(self.names[n])) if n in self.names else None

    def _rename_companies(self, s: Sentence) -> None:
        """Put an unknown word for a company's or product's only or first word."""
        assert s.ner is not None
        for k, mask in enumerate(s.ner):
            alone = mask in (BIT["S-ORG"], BIT["S-INIT"])
            following = s.words[k + 1] if k + 1 < len(s.words) else ""
            before_form = mask == BIT["B-ORG"] and following in FORMS
            if (alone or before_form) and s.words[k][:1].isupper():
                plain = self.random.random() < 0.5
                s.words[k] = coined_word(self.random) if plain else self.coin()

    def _rename_places(self, s: Sentence) -> None:
        """Put another town, known or coined, for each place of one word."""
        assert s.ner is not None
        r = self.random
        new: dict[str, str] = {}
        for k, mask in enumerate(s.ner):
            if mask == BIT["S-LOC"] and s.words[k].istitle() and self.towns:
                known = r.random() < 0.6
                town = r.choice(self.towns) if known else coined_word(r)
                s.words[k] = new.setdefault(s.words[k], town)

    def coin(self) -> str:
        """Return a word that might name a company."""
        r = self.random
        stem = r.choice(HEADS) + r.choice(("", r.choice(HEADS)))
        draw = r.random()
        if draw < 0.55:
            return (stem + r.choice(TAILS)).title()
        if draw < 0.7:
            return r.choice(BRAND) + r.choice(OBJECT).lower()
        if draw < 0.78:
            return r.choice(BRAND) + r.choice(OBJECT)
        if draw < 0.82:
            return "e" + r.choice(OBJECT)
        if draw < 0.9:
            return "".join(r.sample("ABCDEFGIMNOPRSTUW", 3))
        return r.choice(BRAND)

    def _typeset(self, s: Sentence) -> None:
        """Replace straight quotes and hyphens by what editors and printers set."""
        opened = False
        for k, word in enumerate(s.words):
            if word == '"':
                s.words[k] = "”" if opened else "“"
                opened = not opened
            elif word in CURLY and (word not in "--" or self.random.random() < 0.2):
                s.words[k] = CURLY[word]

    def _headline(self, s: Sentence) -> Sentence:
        """Capitalise the words of a short sentence without names in doubt."""
        if len(s.words) > 18:
            return s
        words = [w[:1].upper() + w[1:] if len(w) > 3 else w for w in s.words]
        return self._drop_stop(replace(s, words=words))

    def _drop_stop(self, s: Sentence) -> Sentence:
        """Remove the final stop."""
        if s.words[-1] != "." or len(s.words) < 4:
            return s
        last = len(s.words) - 1
        if s.heads is not None and (last in s.heads or s.heads[last] == -1):
            return s
        cut = {
            layer: getattr(s, layer)[:last]
            for layer in ("words", "upos", "xpos", "heads", "deps", "ner")
            if getattr(s, layer) is not None
        }
        return replace(s, **cut)
