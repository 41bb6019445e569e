"""Turn a checkpoint into the packaged spaCy pipeline: `python export.py --help`.

The graph takes one chunk at a time, without padding. Matrices are quantised to int8
per channel, word pieces per row; activations dynamically, one scale per chunk.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from labels import NER, UPOS
from net import HEAD, LABEL, WIDTH, Net, encoder_folder, load_net
from readers import read_conllu

# Seven bits: on processors without VNNI sums of eight-bit products saturate, and the
# same text would be read differently there.
REDUCED = True

# The layer whose vectors come beside the last ones: `relations.py` goes on from there.
EARLY = 4

# Logits added to initiatives, which few sources mark: chosen on written sentences and
# news set aside for choosing, for as many found at about the same precision.
LEAN = 0.5

MORPHS = {
    "NN": "Number=Sing", "NNS": "Number=Plur", "NNP": "Number=Sing",
    "NNPS": "Number=Plur", "VB": "VerbForm=Inf", "VBD": "Tense=Past|VerbForm=Fin",
    "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part", "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "MD": "VerbForm=Fin",
    "JJ": "Degree=Pos", "JJR": "Degree=Cmp", "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp", "RBS": "Degree=Sup", "PRP": "PronType=Prs",
    "PRP$": "Poss=Yes|PronType=Prs", "CD": "NumType=Card",
}  # fmt: skip


class Graph(nn.Module):
    """The net for one chunk, written out in plain products for the export."""

    def __init__(self, net: Net, *, small: bool) -> None:
        super().__init__()
        self.net = net
        embeddings = net.encoder.embeddings
        table = embeddings.word_embeddings.weight.data
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.small = small
        self.register_buffer("scale", scale)
        rows = (table / scale).round().to(torch.int8) if small else table
        self.register_buffer("rows", rows)
        kinds = embeddings.token_type_embeddings.weight.data[0]
        self.register_buffer("places", embeddings.position_embeddings.weight + kinds)
        self.register_buffer("labels", net.lab.data.flatten(1))
        self.norm = embeddings.LayerNorm
        self.layers = net.encoder.encoder.layer
        self.mixes = nn.ModuleList()
        for layer in self.layers:
            a = layer.attention.self
            mix = nn.Linear(WIDTH, 3 * a.query.out_features)
            query = 1 / math.sqrt(HEAD)
            mix.weight.data = torch.cat(
                [a.query.weight.data * query, a.key.weight.data, a.value.weight.data]
            )
            mix.bias.data = torch.cat(
                [a.query.bias.data * query, a.key.bias.data, a.value.bias.data]
            )
            self.mixes.append(mix)

    def encode(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors of all pieces of the last and of an earlier layer.

        Both are pieces x width.
        """
        x = self.rows[ids]
        if self.small:
            x = x.float() * self.scale[ids]
        x = x + self.net.case(case) + self.places[: ids.shape[0]]
        x = self.norm(x)
        early = x
        for number, (layer, mix) in enumerate(
            zip(self.layers, self.mixes, strict=True), 1
        ):
            parts = mix(x).split(mix.out_features // 3, -1)
            q, k, v = (t.unflatten(-1, (-1, HEAD)).transpose(0, 1) for t in parts)
            weights = torch.softmax(q @ k.transpose(1, 2), -1)
            mixed = (weights @ v).transpose(0, 1).flatten(1)
            out = layer.attention.output
            x = out.LayerNorm(out.dense(mixed) + x)
            inner = nn.functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(inner) + x)
            early = x if number == EARLY else early
        return x, early

    def forward(self, ids: Tensor, case: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return what kg.encode.net.Scores names."""
        net = self.net
        x, early = self.encode(ids, case)
        w = x[first]
        vectors = torch.cat([early[first], w], 1)
        heads = torch.cat([x[:1] + net.root, w])
        upos, xpos, start = net.tag(w).split(net.sizes, -1)
        arcs = (net.arc_dep(w) @ net.arc) @ _one(net.arc_head(heads)).transpose(0, 1)
        left = (_one(net.lab_dep(w)) @ self.labels).unflatten(-1, (-1, LABEL + 1))
        tags = upos.argmax(-1), xpos.argmax(-1)
        own = start.squeeze(-1), arcs, left, net.lab_head(heads)
        return net.name(w), *tags, *own, vectors


def _one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def read_checkpoint(
    path: Path, first: Path | None = None, share: float = 1.0
) -> tuple[Net, dict[str, Any]]:
    """Return the net and what was saved beside its weights.

    Of a run that went on from the checkpoint `first`, `share` of its weights and the
    rest of the first one's give a net that keeps what both have learnt (Wortsman et al.
    2022, WiSE-FT).
    """
    saved = torch.load(path, weights_only=True)
    if first is not None:
        before = torch.load(first, weights_only=True)["weights"]
        for key, value in saved["weights"].items():
            if value.is_floating_point():
                saved["weights"][key] = share * value + (1 - share) * before[key]
    net = load_net(saved)
    with torch.no_grad():
        net.name[-1].bias += LEAN * torch.tensor([x.endswith("-INIT") for x in NER])
    return net.eval(), saved


def write_graph(net: Net, path: Path, *, small: bool) -> None:
    """Export and, if `small`, quantise the graph."""
    ids = torch.randint(1000, 2000, (12,))
    first = torch.arange(1, 9)
    names = ["names", "upos", "xpos", "starts", "arcs", "left", "right", "vectors"]
    axes = {"ids": {0: "pieces"}, "case": {0: "pieces"}, "first": {0: "words"}}
    axes |= {name: {0: "words"} for name in names}
    axes["arcs"] = {0: "words", 1: "heads"}
    axes["right"] = {0: "heads"}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Graph(net, small=small).eval(), (ids, torch.ones_like(ids), first), full,
            input_names=["ids", "case", "first"], output_names=names,
            dynamic_axes=axes, dynamo=False, opset_version=17,
        )  # fmt: skip
        if small:
            quantize_dynamic(
                full, path, weight_type=QuantType.QInt8, per_channel=True,
                op_types_to_quantize=["MatMul", "Gemm"], reduce_range=REDUCED,
            )  # fmt: skip
        else:
            onnx.save(onnx.load(full), path)


def learn_lemmas(data: Path) -> dict[str, dict[str, str]]:
    """Collect lemmas of closed classes from the trees; open ones go by rule."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    closed = set("AUX PRON DET ADP PART CCONJ SCONJ".split())
    for path in sorted((data / "ud").glob("*train.conllu")):
        for rows in read_conllu(path):
            for columns, _ in rows:
                if len(columns) > 1 and columns[3] in closed:
                    seen[columns[3], columns[1].lower()][columns[2]] += 1
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, form), lemmas in sorted(seen.items()):
        lemma, n = lemmas.most_common(1)[0]
        if n >= 2:
            out[upos][form] = lemma.lower() if lemma != "I" else lemma
            if "'" in form:
                out[upos][form.replace("'", "’")] = out[upos][form]
    return dict(out)


def long_verbs() -> dict[str, str]:
    """Return the forms of verbs like "hope" that the rules take for those of "hop".

    Whoever hops is "hopping": a short vowel before one consonant doubles it.
    """
    rules = spacy.blank("en").add_pipe("lemmatizer", config={"mode": "rule"})
    rules.initialize()
    known = set(rules.lookups.get_table("lemma_index")["verb"])
    short = re.compile(r"(?:re|un|over|out)?[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]")
    pairs = sorted(verb for verb in known if short.fullmatch(verb))
    return {
        verb + ending: verb + "e"
        for verb in pairs
        if verb + "e" in known
        for ending in ("es", "ed", "ing")
    } | dict.fromkeys(("are", "'re", "’re"), "be")


def _told(label: str) -> str:
    """Return a label of the net as the pipeline gives it."""
    position, _, kind = label.partition("-")
    kind = {"LOC": "GPE", "INIT": "INITIATIVE"}.get(kind, kind)
    return f"{position}-{kind}" if kind else position


def package(
    net: Net, saved: dict[str, Any], data: Path, out: Path, *, small: bool
) -> None:
    """Write the pipeline folder."""
    from kg.encode import Encoder

    nlp = spacy.blank("en")
    encoder = nlp.add_pipe("kg_encoder")
    assert isinstance(encoder, Encoder)
    labels = {
        "names": [_told(x) for x in NER],
        "upos": list(UPOS),
        "xpos": saved["xpos"],
        "deps": saved["deps"],
        "morphs": MORPHS,
        "lemmas": learn_lemmas(data) | {"VERB": long_verbs()},
    }
    wordpieces = json.loads((encoder_folder() / "tokenizer.json").read_text("utf8"))
    wordpieces["truncation"] = wordpieces["padding"] = None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "net.onnx"
        write_graph(net, path, small=small)
        text = json.dumps(wordpieces, ensure_ascii=False, separators=(",", ":"))
        encoder.load(path.read_bytes(), text, labels)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize(nlp=nlp)
    nlp.meta.update(META)
    nlp.to_disk(out)
    shutil.copy(Path(__file__).parent / "NOTICES.txt", out)
    meta = json.loads((out / "meta.json").read_text("utf8"))
    meta["labels"] = {}
    meta["spacy_version"] = ">=3.8.4,<4"
    (out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", "utf8")


META: dict[str, Any] = {
    "name": "kg",
    "version": "0.4.0",
    "description": "Tags, trees (UD), lemmas, sentences and names for kg, from one net",
    "license": "CC BY-SA 4.0 (weights)",
    "sources": [
        {"name": n, "license": x}
        for n, x in (
            ("UD English EWT", "CC BY-SA 4.0"),
            (
                "UD English GUM (open genres)",
                "annotations CC BY 4.0, texts CC BY / BY-SA",
            ),
            ("Groningen Meaning Bank", "public domain texts"),
            ("Universal NER, EWT", "CC BY-SA 4.0"),
            ("CrossNER", "MIT"),
            ("Re-DocRED", "MIT"),
            ("WikiGold", "CC BY 4.0"),
            ("CoNLL04", "MIT"),
            ("WNUT17", "CC BY 4.0"),
            ("Broad Twitter Corpus", "CC BY 4.0"),
            ("SUralk MultiNER", "CC0"),
            ("all-MiniLM-L6-v2", "Apache-2.0"),
            ("spacy-lookups-data", "MIT"),
        )
    ],
}


def main() -> None:
    """Read the arguments and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=Path, help="mix in what the run began from")
    parser.add_argument("--share", type=float, default=0.8, help="of --checkpoint")
    parser.add_argument("--full", action="store_true", help="leave out int8")
    args = parser.parse_args()
    net, saved = read_checkpoint(args.checkpoint, args.first, args.share)
    package(net, saved, args.data, args.out, small=not args.full)


if __name__ == "__main__":
    main()
