"""Boosted trees as the ONNX model that `picketline.extract.forest` runs.

The operator is TreeEnsemble of ai.onnx.ml 5 in double precision, which gives LightGBM's own raw scores to the last bit.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onnx import TensorProto, helper

LESS_OR_EQUAL, SUM, NOTHING = 0, 1, 0
Node = Mapping[str, Any]


@dataclass(slots=True)
class _Arrays:
    """The operator's attributes: one row a split, one a leaf."""

    roots: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    splits: list[float] = field(default_factory=list)
    ids: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    leaves: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    targets: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def split(self, node: Node, target: int, share: float) -> int:
        """Adds a node and all below it; gives its row."""
        here = len(self.features)
        self.features.append(node["split_feature"])
        self.splits.append(node["threshold"])
        children = [node["left_child"], node["right_child"]]
        for side, child in enumerate(children):
            is_leaf = "split_feature" not in child
            self.leaves[side].append(int(is_leaf))
            self.ids[side].append(self.leaf(child, target, share) if is_leaf else 0)
        for side, child in enumerate(children):
            if not self.leaves[side][here]:
                self.ids[side][here] = self.split(child, target, share)
        return here

    def leaf(self, node: Node, target: int, share: float) -> int:
        self.targets.append(target)
        self.weights.append(node["leaf_value"] * share)
        return len(self.weights) - 1


def model(boosters: Sequence[Mapping[str, Any]]) -> bytes:
    """The mean of boosters of one task, each as LightGBM's `dump_model()` gives it.

    Numerical features without missing values only. A row of the model's input `rows` [N, features] holds the features in the order of its
    metadata `features`, a JSON list; `scores` is [N, classes], one column for a binary task.
    """
    names, classes = list(boosters[0]["feature_names"]), int(boosters[0]["num_tree_per_iteration"])
    a = _Arrays()
    for booster in boosters:
        for number, tree in enumerate(booster["tree_info"]):
            root = tree["tree_structure"]
            if "split_feature" not in root:
                root = {"split_feature": 0, "threshold": 0.0, "left_child": root, "right_child": root}
            a.roots.append(a.split(root, number % classes, 1 / len(boosters)))

    def tensor(name: str, kind: int, values: Sequence[float]) -> TensorProto:
        return helper.make_tensor(name, kind, [len(values)], values)

    node = helper.make_node(
        "TreeEnsemble",
        ["rows"],
        ["scores"],
        domain="ai.onnx.ml",
        n_targets=classes,
        aggregate_function=SUM,
        post_transform=NOTHING,
        tree_roots=a.roots,
        nodes_featureids=a.features,
        nodes_splits=tensor("splits", TensorProto.DOUBLE, a.splits),
        nodes_modes=tensor("modes", TensorProto.UINT8, [LESS_OR_EQUAL] * len(a.features)),
        nodes_truenodeids=a.ids[0],
        nodes_falsenodeids=a.ids[1],
        nodes_trueleafs=a.leaves[0],
        nodes_falseleafs=a.leaves[1],
        leaf_targetids=a.targets,
        leaf_weights=tensor("weights", TensorProto.DOUBLE, a.weights),
    )
    rows, scores = (helper.make_tensor_value_info(n, TensorProto.DOUBLE, ["N", w]) for n, w in (("rows", len(names)), ("scores", classes)))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 5)]
    made = helper.make_model(helper.make_graph([node], "forest", [rows], [scores]), opset_imports=opsets, ir_version=9)
    helper.set_model_props(made, {"features": json.dumps(names)})
    return bytes(made.SerializeToString())
