"""Turn the packaged pipeline back into a checkpoint: `python restore.py --help`.

Checkpoints are too large to keep, the shipped net is not: `train.py --init` and
`prune.py` can go on from what this writes. Weights come back as near as their seven
bits tell.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from export import LEAN
from labels import NER
from net import HEAD, WIDTH, Net, load_net

WORDS = "encoder.embeddings.word_embeddings.weight"
PLACES = "encoder.embeddings.position_embeddings.weight"
KINDS = "encoder.embeddings.token_type_embeddings.weight"


def restored(folder: Path) -> tuple[dict[str, Tensor], dict[str, list[str]]]:
    """Return the weights of a packaged pipeline, and its lists of labels."""
    told = json.loads((folder / "kg_encoder" / "labels.json").read_text("utf8"))
    lists = {"deps": told["deps"], "xpos": told["xpos"]}
    graph = onnx.load(folder / "kg_encoder" / "net.onnx").graph
    parts = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {}
    for name, part in parts.items():
        name = name.removesuffix("_quantized")
        if f"{name}_scale" in parts:
            part = (part - parts[f"{name}_zero_point"]) * parts[f"{name}_scale"]
        matrix = torch.tensor(part, dtype=torch.float32)
        turned = name.endswith(".weight") and f"{name}_scale" in parts
        found[name.removeprefix("net.")] = matrix.T.contiguous() if turned else matrix
    weights = Net(**lists).state_dict()
    weights |= {name: found[name] for name in weights if name in found}
    weights[WORDS] = found["rows"] * found["scale"]
    weights[PLACES] = found["places"] - weights[KINDS][0]
    weights["lab"] = found["labels"].reshape(weights["lab"].shape)
    weights["name.3.bias"] -= LEAN * torch.tensor([x.endswith("-INIT") for x in NER])
    for number in range(6):
        mixed = f"mixes.{number}"
        own = f"encoder.encoder.layer.{number}.attention.self"
        for end in ("weight", "bias"):
            three = found[f"{mixed}.{end}"].chunk(3)
            names = ("query", "key", "value")
            weights |= {
                f"{own}.{x}.{end}": t for x, t in zip(names, three, strict=True)
            }
            weights[f"{own}.query.{end}"] = three[0] * math.sqrt(HEAD)
    return weights, lists


def main() -> None:
    """Read the arguments and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="pipeline's folder")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    weights, lists = restored(args.model)
    load_net({**lists, "weights": weights})
    assert weights[WORDS].shape[1] == WIDTH
    torch.save({"weights": weights, **lists}, args.out)


if __name__ == "__main__":
    main()
