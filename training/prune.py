"""Make a checkpoint smaller: leave out heads and neurons that matter least.

    python prune.py --data DIR --checkpoint net.pt --out small.pt --heads 9

No training. Training text goes through the net layer by layer; of each layer those
attention heads and feed-forward neurons go whose loss the others can best make up for,
and the weights of the others are fitted to do so: Optimal Brain Surgeon (Hassibi &
Stork 1993), for whole rows of a matrix and the squared error of what the layer gives.
`train.py --init` can go on from the checkpoint.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
import torch
from torch import Tensor, nn

import readers
from net import HEAD, Net, load_net
from train import Encoder, chunks

SOURCES = {
    "ud/en_ewt-ud-train.conllu": 150, "ud/en_gum-ud-train.conllu": 150,
    "ner/gmb.all.iob": 200, "ner/suralk_multiner.all.iob": 60,
    "ner/crossner_politics.train.iob": 60,
}  # fmt: skip
"""Chunks of text that are read from each source."""
RIDGE = 1e-5
"""Share of the mean square of the inputs that is added to each."""
AT_ONCE = 16
"""Neurons that go before those left are compared again."""


def least(
    inputs: list[Tensor], dense: nn.Linear, keep: int, block: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the inputs to keep, in blocks, and the weights and bias fitted to them."""
    size = dense.in_features
    gram = torch.zeros(size + 1, size + 1, dtype=torch.float64)
    for x in torch.cat(inputs).split(4096):
        x = nn.functional.pad(x, (0, 1), value=1.0)
        gram += x.T @ x
    gram += RIDGE * gram.trace() / len(gram) * torch.eye(len(gram))
    inverse = torch.linalg.inv(gram)
    weights = torch.cat([dense.weight.T, dense.bias[None]]).double()
    left = torch.arange(size).reshape(-1, block)
    while len(left) * block > keep:
        own = inverse[left[:, :, None], left[:, None, :]]
        rows = weights[left]
        loss = (rows * torch.linalg.solve(own, rows)).sum((1, 2))
        count = min(max(1, AT_ONCE // block), len(left) - keep // block)
        order = loss.argsort()
        gone = left[order[:count]].flatten()
        left = left[order[count:].sort().values]
        step = inverse[:, gone] @ torch.linalg.inv(inverse[gone][:, gone])
        weights -= step @ weights[gone]
        inverse -= step @ inverse[gone]
    kept = left.flatten()
    return kept, weights[kept].T.float(), weights[-1].float()


def narrowed(dense: nn.Linear, kept: Tensor) -> nn.Linear:
    """Return a layer with some of the outputs."""
    out = nn.Linear(dense.in_features, len(kept))
    out.weight.data, out.bias.data = dense.weight[kept], dense.bias[kept]
    return out


def fitted(dense: nn.Linear, kept: Tensor, weights: Tensor, bias: Tensor) -> nn.Linear:
    """Return a layer with some of the inputs, and other weights."""
    out = nn.Linear(len(kept), dense.out_features)
    out.weight.data, out.bias.data = weights.contiguous(), bias
    return out


@torch.no_grad()
def prune(net: Net, texts: list[tuple[Tensor, Tensor]], heads: int, keep: int) -> None:
    """Leave so many heads and neurons in every layer of the net."""
    embeddings = net.encoder.embeddings
    places = embeddings.position_embeddings.weight
    kind = embeddings.token_type_embeddings.weight[0]
    rows = embeddings.word_embeddings.weight
    xs = [
        embeddings.LayerNorm(rows[i] + net.case(c) + places[: len(i)] + kind)
        for i, c in texts
    ]
    for number, layer in enumerate(net.encoder.encoder.layer):
        own, out = layer.attention.self, layer.attention.output
        mixed = [_mixed(own, x) for x in xs]
        kept, *new = least(mixed, out.dense, heads * HEAD, HEAD)
        out.dense = fitted(out.dense, kept, *new)
        for part in ("query", "key", "value"):
            setattr(own, part, narrowed(getattr(own, part), kept))
        xs = [
            out.LayerNorm(out.dense(m[:, kept]) + x)
            for m, x in zip(mixed, xs, strict=True)
        ]
        act = nn.functional.gelu
        inner = [act(layer.intermediate.dense(x)) for x in xs]
        kept, *new = least(inner, layer.output.dense, keep, 1)
        layer.output.dense = fitted(layer.output.dense, kept, *new)
        layer.intermediate.dense = narrowed(layer.intermediate.dense, kept)
        dense, norm = layer.output.dense, layer.output.LayerNorm
        xs = [norm(dense(h[:, kept]) + x) for h, x in zip(inner, xs, strict=True)]
        print("layer", number, "done", flush=True)


def _mixed(own: nn.Module, x: Tensor) -> Tensor:
    """Return what attention gives before its output layer (pieces x width)."""
    q, k, v = (
        dense(x).unflatten(-1, (-1, HEAD)).transpose(0, 1)
        for dense in (own.query, own.key, own.value)
    )
    weights = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(HEAD), -1)
    return (weights @ v).transpose(0, 1).flatten(1)


def texts(data: Path) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield pieces and cases of some training text, a chunk at a time."""
    nlp = spacy.blank("en")
    rng = random.Random(5)
    encode = Encoder([], [])
    for name, count in SOURCES.items():
        path = data / name
        read = readers.trees if path.suffix == ".conllu" else readers.names
        cut = chunks(read(path, nlp), rng)
        for chunk in rng.sample(cut, min(count, len(cut))):
            batch = encode([chunk])
            yield batch.ids[0], batch.case[0]


def main() -> None:
    """Read the arguments and write the smaller checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--heads", type=int, default=9)
    parser.add_argument("--neurons", type=int, default=1152)
    args = parser.parse_args()
    saved = torch.load(args.checkpoint, weights_only=True)
    net = load_net(saved)
    read = list(texts(args.data))
    print(len(read), "chunks", sum(len(i) for i, _ in read), "pieces", flush=True)
    prune(net.eval(), read, args.heads, args.neurons)
    torch.save({**saved, "weights": net.state_dict()}, args.out)


if __name__ == "__main__":
    main()
