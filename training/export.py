"""LightGBM boosters as `picketline.extract.forest.Forest`."""

from __future__ import annotations

from typing import Any

import numpy as np

from picketline.extract.forest import Forest


def forest(booster: Any) -> Forest:
    """The booster's trees as arrays; numerical features without missing values only."""
    dump = booster.dump_model()
    nodes: list[tuple[int, float, int, int, float]] = []
    roots, depth = [], 0
    for tree in dump["tree_info"]:
        roots.append(len(nodes))
        depth = max(depth, _grow(tree["tree_structure"], nodes))
    feature, threshold, left, right, value = zip(*nodes, strict=True)
    return Forest(
        tuple(dump["feature_names"]), dump["num_tree_per_iteration"], np.array(roots, np.int32), np.array(feature, np.int32),
        np.array(threshold), np.array(left, np.int32), np.array(right, np.int32), np.array(value), depth,
    )  # fmt: skip


def _grow(node: dict[str, Any], nodes: list[tuple[int, float, int, int, float]]) -> int:
    here = len(nodes)
    if "split_feature" not in node:
        nodes.append((0, np.inf, here, here, node["leaf_value"]))
        return 0
    nodes.append((0, 0.0, 0, 0, 0.0))
    left, left_depth = len(nodes), _grow(node["left_child"], nodes)
    right, right_depth = len(nodes), _grow(node["right_child"], nodes)
    nodes[here] = (node["split_feature"], node["threshold"], left, right, 0.0)
    return 1 + max(left_depth, right_depth)
