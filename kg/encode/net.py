"""Run the net: words in, scores out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

# Since 1.29 it tells its maker of every session, and has a thread and a file for that.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime

from kg.encode.decode import Floats, Ints
from kg.encode.words import Word

CLS, SEP = 101, 102


class Scores(NamedTuple):
    """What the net says of a chunk of n words."""

    names: Floats  # n x name labels
    upos: Ints  # n
    xpos: Ints  # n
    starts: Floats  # n
    arcs: Floats  # n x (n + 1), dependant by head, 0 = root
    left: Floats  # n x dependency labels x size + 1
    right: Floats  # n + 1 x size
    vectors: Floats  # n x width, of two layers


class Net:
    """Hold the graph, ready to run on one thread."""

    def __init__(self, graph: bytes | Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # sums in one order: same text, same result
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )

    def scores(self, words: Iterable[Word]) -> Scores:
        """Run the net on the words of one chunk."""
        ids, case, first = [CLS], [0], []
        for word in words:
            first.append(len(ids))
            ids += word.pieces
            case += word.cases
        feed = {
            "ids": np.array([*ids, SEP], dtype=np.int64),
            "case": np.array([*case, 0], dtype=np.int64),
            "first": np.array(first, dtype=np.int64),
        }
        return Scores(*self._session.run(None, feed))
