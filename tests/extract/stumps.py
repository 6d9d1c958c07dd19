"""The smallest forests: one tree that asks one question."""

from picketline.evaluate.training import trees
from picketline.extract.forest import Forest, load


def stump(feature: str, edge: float = 0.5, below: float = -3.0, above: float = 3.0) -> Forest:
    """Scores `below` where the feature is at most the edge, else `above` (3 is likely, a chance of .95; -3 unlikely)."""
    root = {"split_feature": 0, "threshold": edge, "left_child": {"leaf_value": below}, "right_child": {"leaf_value": above}}
    return load(trees.model([{"feature_names": [feature], "num_tree_per_iteration": 1, "tree_info": [{"tree_structure": root}]}]))
