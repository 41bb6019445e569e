"""Train the net on all sources and write a checkpoint: `python train.py --help`."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import spacy
import torch
import torch.nn.functional as F
from kg.encode.words import case_of
from tokenizers import Tokenizer
from torch import Tensor

import own
import readers
import silver
from augment import Augmenter
from coined import Coiner
from invented import Inventor
from labels import ANY, BIT, NER, UPOS
from net import Net, encoder_folder, load_net
from readers import Sentence
from scenes import scenes
from written import ARTICLES, PAGES, written

# Passes over each source, and the weight of its names in the loss.
PASSES = {
    "ewt": (4.0, 1.0), "gum": (4.0, 0.7), "gmb": (1.0, 0.6), "crossner": (3.0, 1.0),
    "redocred": (3.0, 1.0), "wikigold": (3.5, 1.0), "conll04": (5.0, 1.0),
    "wnut17": (1.0, 0.5), "btc": (0.7, 0.5), "suralk": (0.5, 0.5),
    "invented": (1.0, 1.0), "scenes": (1.0, 1.0), "gold": (8.0, 1.0),
    "articles": (2.0, 1.0), "pages": (6.0, 1.0),
}  # fmt: skip
# Passes of a run that goes on from a checkpoint (`--init`).
FURTHER = {
    "ewt": 4.0, "gum": 4.0, "gmb": 0.6, "crossner": 2.5, "redocred": 3.0,
    "wikigold": 3.5, "conll04": 4.0, "wnut17": 0.6, "btc": 0.4, "suralk": 0.3,
    "invented": 0.5, "scenes": 0.5, "gold": 6.0, "articles": 3.0, "pages": 8.0,
}  # fmt: skip
HELD_EVERY = 10  # every tenth block of redocred and wikigold is kept for measuring
CHUNK_WORDS = 120
BATCH_WORDS = 900
INVENTED = 24_000
SCENES = 26_000


def load(data: Path) -> dict[str, list[Sentence]]:
    """Read everything that weights may be trained on, by source."""
    nlp = spacy.blank("en")
    readers.learn_habits(data)
    ud, ner = data / "ud", data / "ner"
    out: dict[str, list[Sentence]] = {name: [] for name in PASSES}
    for part in ("train", "dev"):
        iob = ner / f"uner_ewt.{part}.iob"
        out["ewt"] += readers.trees(ud / f"en_ewt-ud-{part}.conllu", nlp, iob)
        out["gum"] += readers.trees(ud / f"en_gum-ud-{part}.conllu", nlp)
    for path in sorted(ner.glob("*.iob")):
        source = path.name.split(".")[0].split("_")[0]
        part = path.name.split(".")[1]
        if source not in out or part == "test" or (part, source) in HELD:
            continue
        sentences = readers.names(path, nlp)
        if source in ("redocred", "wikigold"):
            sentences = [s for i, s in enumerate(sentences) if not held(i)]
        out[source] += sentences
    for sentences in out.values():
        silver.mark(sentences)
    out["gold"] = own.gold(nlp)
    for source in (ARTICLES, PAGES):
        out[source] = written(nlp, source)
    return out


def places_of(pools: dict[str, list[Sentence]]) -> list[list[str]]:
    """Return the places that careful sources name, for invented sentences."""
    out = []
    for source in ("conll04", "wikigold", "crossner", "redocred"):
        for s in pools[source]:
            for k, mask in enumerate(s.ner or ()):
                if mask == BIT["S-LOC"] and s.words[k].istitle():
                    out.append([s.words[k]])
                elif mask == BIT["B-LOC"] and s.ner[k + 1] == BIT["E-LOC"]:
                    out.append(s.words[k : k + 2])
    return out


HELD = {("dev", "conll04"), ("dev", "btc")}


def held(i: int) -> bool:
    """Tell whether sentence `i` of a set without parts is kept for measuring."""
    return (i // 20) % HELD_EVERY == 0


def chunks(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Cut a source into runs of 1 to 6 consecutive sentences of one paragraph."""
    out: list[list[Sentence]] = []
    i = 0
    while i < len(sentences):
        size = rng.choice((1, 2, 3, 4, 6, 6))
        limit = rng.choice((60, 100, CHUNK_WORDS))
        chunk = [sentences[i]]
        words = len(sentences[i].words)
        i += 1
        while i < len(sentences) and len(chunk) < size:
            s = sentences[i]
            words += len(s.words)
            if words > limit or s.doc != chunk[0].doc:
                break
            chunk.append(s)
            i += 1
        out.append(chunk)
    return out


@dataclass
class Batch:
    """Tensors of some chunks; -100 marks what a layer does not know."""

    ids: Tensor
    mask: Tensor
    case: Tensor
    first: Tensor
    known: Tensor  # word is not padding
    sent: Tensor  # number of the word's sentence
    starts: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor  # 0 = root, else word + 1
    deps: Tensor
    names: Tensor
    weights: Tensor
    silver: Tensor


class Encoder:
    """Turn chunks into batches."""

    def __init__(self, deps: list[str], xpos: list[str]) -> None:
        self.tokenizer = Tokenizer.from_file(str(encoder_folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.deps = {d: i for i, d in enumerate(deps)}
        self.xpos = {x: i for i, x in enumerate(xpos)}
        self.upos = {u: i for i, u in enumerate(UPOS)}
        self.cache: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """Return the ids of a word's pieces, at most eight, never none."""
        ids = self.cache.get(word)
        if ids is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:8] or [100]
            self.cache[word] = ids
        return ids

    def __call__(self, batch: list[list[Sentence]]) -> Batch:
        """Return the padded tensors of a batch."""
        n = max(sum(len(s.words) for s in chunk) for chunk in batch)
        rows = [[self.pieces(w) for s in c for w in s.words] for c in batch]
        m = 2 + max(sum(map(len, r)) for r in rows)
        z = lambda *shape, fill=0: torch.full(shape, fill, dtype=torch.long)  # noqa: E731
        b = len(batch)
        out = Batch(
            z(b, m), z(b, m), z(b, m), z(b, n), torch.zeros(b, n, dtype=torch.bool),
            z(b, n, fill=-1), *(z(b, n, fill=-100) for _ in range(5)),
            z(b, n, fill=ANY), torch.zeros(b, n), torch.zeros(b, n, dtype=torch.bool),
        )  # fmt: skip
        for r, chunk in enumerate(batch):
            ids, case = [101], [0]
            k = 0
            for number, s in enumerate(chunk):
                base = k
                for i, word in enumerate(s.words):
                    out.first[r, k] = len(ids)
                    ids += self.cache[word]
                    case += [case_of(word)] * len(self.cache[word])
                    out.known[r, k] = True
                    out.sent[r, k] = number
                    if k and s.order:
                        out.starts[r, k] = int(i == 0)
                    if s.heads is not None:
                        out.upos[r, k] = self.upos.get(s.upos[i], -100)
                        out.xpos[r, k] = self.xpos.get(s.xpos[i], -100)
                        head = s.heads[i]
                        out.heads[r, k] = base + head + 1 if head >= 0 else 0
                        out.deps[r, k] = self.deps.get(s.deps[i], -100)
                    if s.ner is not None:
                        out.names[r, k] = s.ner[i]
                        out.weights[r, k] = PASSES[s.source][1]
                        out.silver[r, k] = s.source in ("gmb", "gum", "suralk")
                    k += 1
            ids.append(102)
            case.append(0)
            out.ids[r, : len(ids)] = torch.tensor(ids)
            out.case[r, : len(ids)] = torch.tensor(case)
            out.mask[r, : len(ids)] = 1
        return out


BITS = 2 ** torch.arange(len(NER))


def losses(net: Net, x: Batch, *, trust: bool) -> dict[str, Tensor]:
    """Return the loss of every layer; `trust` lets the net doubt silver names."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        h = net.words(x.ids, x.mask, x.case, x.first)
    names, tags, arcs, lab_dep, lab_head = net.heads(h.float())
    words = x.known.sum()
    logp = names.log_softmax(-1)
    allowed = (x.names.unsqueeze(-1) & BITS).bool()
    if trust:
        # A confident net may overrule a silver label: both are accepted (hard
        # bootstrapping, Reed et al. 2015, as a partial label).
        best = logp.detach().max(-1)
        sure = (best.values > math.log(0.7)) & x.silver
        own = F.one_hot(best.indices, len(NER)).bool() & sure.unsqueeze(-1)
        allowed = allowed | own
    partial = logp.masked_fill(~allowed, -1e4).logsumexp(-1)
    out = {"names": -(partial * x.weights * x.known).sum() / words}
    upos, xpos, start = tags.split(net.sizes, -1)
    tree = (x.heads >= 0) & x.known
    count = torch.maximum(tree.sum(), words * 0.3)

    def cross(scores: Tensor, gold: Tensor) -> Tensor:
        total = F.cross_entropy(scores, gold, ignore_index=-100, reduction="sum")
        return total / count

    out["upos"] = 0.3 * cross(upos.transpose(1, 2), x.upos)
    out["xpos"] = 0.3 * cross(xpos.transpose(1, 2), x.xpos)
    seen = x.starts >= 0
    if seen.any():
        gold = x.starts[seen].float()
        out["starts"] = (
            0.5
            * F.binary_cross_entropy_with_logits(
                start.squeeze(-1)[seen], gold, reduction="sum"
            )
            / words
            * 2
        )
    if tree.any():
        same = x.sent.unsqueeze(2) == x.sent.unsqueeze(1)
        open_ = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        out["arcs"] = cross(arcs.masked_fill(~open_, -1e4).transpose(1, 2), x.heads)
        row, col = tree.nonzero(as_tuple=True)
        scores = net.label_scores(lab_dep[row, col], lab_head[row, x.heads[row, col]])
        out["deps"] = cross(scores, x.deps[row, col])
    return out


def batches(
    pools: dict[str, list[Sentence]],
    passes: dict[str, float],
    augment: Augmenter,
    rng: random.Random,
) -> list[list[list[Sentence]]]:
    """Return the whole training run as batches of chunks of similar length."""
    drawn: list[list[Sentence]] = []
    for source, left in passes.items():
        while left > 0:
            cut = chunks(pools[source], rng)
            rng.shuffle(cut)
            drawn += cut[: int(len(cut) * min(1.0, left))]
            left -= 1
    rng.shuffle(drawn)
    drawn = [[augment(s, last=s is c[-1]) for s in c] for c in drawn]
    out: list[list[list[Sentence]]] = []
    for i in range(0, len(drawn), 600):
        block = sorted(drawn[i : i + 600], key=lambda c: sum(len(s.words) for s in c))
        batch: list[list[Sentence]] = []
        ready = []
        for chunk in block:
            words = sum(len(s.words) for s in chunk)
            if batch and (len(batch) + 1) * words > BATCH_WORDS:
                ready.append(batch)
                batch = []
            batch.append(chunk)
        ready.append(batch)
        rng.shuffle(ready)
        out += ready
    return out


def main() -> None:
    """Train and save; the schedule ends after all passes or `--minutes`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="folder of the packaged pipeline")
    parser.add_argument("--checkpoint", type=Path, default=Path("net.pt"))
    parser.add_argument("--init", type=Path, help="begin from this checkpoint")
    parser.add_argument("--rate", type=float, default=0.8, help="of --init's highest")
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--save-every", type=int, default=400)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    pools = load(args.data)
    everything = [s for pool in pools.values() for s in pool]
    print({k: (len(v), sum(len(s.words) for s in v)) for k, v in pools.items()})
    seen_deps = Counter(d for s in everything for d in s.deps or ())
    seen_tags = Counter(x for s in everything for x in s.xpos or ())
    deps = sorted(d for d, n in seen_deps.items() if n > 20)
    xpos = sorted(x for x, n in seen_tags.items() if n > 10)
    augment = Augmenter(everything, args.seed)
    inventor = Inventor(augment, places_of(pools), args.seed)
    pools["invented"] = inventor.sentences(INVENTED)
    coiner = Coiner(augment, inventor.places, inventor.demonyms, args.seed)
    pools["scenes"] = scenes(coiner, spacy.blank("en"), SCENES, args.seed)
    whole = {source: n for source, (n, _) in PASSES.items()}
    run = batches(pools, FURTHER if args.init else whole, augment, rng)
    words = [sum(len(s.words) for c in b for s in c) for b in run]
    total = sum(words)
    print(len(deps), deps, len(xpos), len(run), "batches", total, "words", flush=True)
    net = Net(deps, xpos)
    if args.init:
        weights = torch.load(args.init, weights_only=True)["weights"]
        net = load_net({"deps": deps, "xpos": xpos, "weights": weights})
    encode = Encoder(deps, xpos)
    # A run that goes on from a checkpoint is past its warm-up and its highest rate.
    warm, height, doubt = (0.03, args.rate, 0.0) if args.init else (0.08, 1.0, 0.25)
    pretrained = list(net.encoder.parameters())
    ids = {id(p) for p in pretrained}
    fresh = [p for p in net.parameters() if id(p) not in ids]
    groups = [{"params": pretrained, "lr": 2e-4}, {"params": fresh, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    peak = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in net.state_dict().items()}
    began, done = time.time(), 0
    log: Counter[str] = Counter()
    step = 0
    for batch, size in zip(run, words, strict=True):
        minutes = (time.time() - began) / 60
        progress = max(done / total, minutes / args.minutes)
        if progress >= 1:
            break
        factor = height * min(progress / warm, (1 - progress) / (1 - warm)) + 1e-3
        for group, lr in zip(optimizer.param_groups, peak, strict=True):
            group["lr"] = lr * factor
        net.train()
        parts = losses(net, encode(batch), trust=progress >= doubt)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        done += size
        step += 1
        log.update({k: v.item() for k, v in parts.items()})
        # The running average serves the checkpoints taken before the rate has fallen.
        if step % 10 == 0:
            keep = min(0.95, 1 - 10 / (step + 10))
            blend(average, net, keep)
        if step % 50 == 0:
            speed = done / (time.time() - began)
            shown = {k: round(v / 50, 3) for k, v in log.items()}
            print(step, f"{progress:.3f} {speed:.0f} words/s", shown, flush=True)
            log.clear()
        if step % args.save_every == 0:
            save(args.checkpoint, average, deps, xpos, step, done)
    save(args.checkpoint, average, deps, xpos, step, done)
    print("minutes", (time.time() - began) / 60, "words", done)
    if args.out:
        from export import package, read_checkpoint

        package(*read_checkpoint(args.checkpoint), args.data, args.out, small=True)


@torch.no_grad()
def blend(average: dict[str, Tensor], net: Net, keep: float) -> None:
    """Move the running average of the weights towards the net's."""
    for k, v in net.state_dict().items():
        if v.is_floating_point():
            average[k].mul_(keep).add_(v, alpha=1 - keep)


def save(
    path: Path, weights: dict[str, Tensor], deps: list[str], xpos: list[str],
    step: int, words: int,
) -> None:  # fmt: skip
    """Write weights and label lists as one file, replacing the last one at once."""
    half = path.with_suffix(".part")
    torch.save({"weights": weights, "deps": deps, "xpos": xpos}, half)
    half.replace(path)
    facts = json.dumps({"steps": step, "words": words})
    path.with_suffix(".json").write_text(facts + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
