"""The trained net as the files that ship: an int8 ONNX encoder, and arrays for the embeddings and heads.

The graph is written by hand, so the same weights give the same bytes. It takes summed embeddings [P, 384] of one window and gives
its piece states; embeddings and heads are numpy's work at run time. Every matrix product of the layers is quantised (weights per column,
activations per window) but the one that leaves the inner layer: what the curve there lets through has outliers, and quantising it cost one
point of F1 on event sentences. Its weights are kept in half precision; attention itself stays in full precision.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from picketline.evaluate.training.net import HEADS, LAYERS, WIDTH
from picketline.extract.encoder import FILES

Weights = dict[str, npt.NDArray[np.float32]]
SIZE = WIDTH // HEADS


class _Graph:
    """Nodes and constants of a graph under construction."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, out: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, domain=domain, **attributes))
        return out

    def linear(self, out: str, x: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        return self._product(out, x, self.constant(f"{out}.weight", weight.T), bias)

    def linear_in_half(self, out: str, x: str, weight: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]) -> str:
        """The same, left alone by the quantisation because its matrix is no constant but a widened one."""
        half = self.constant(f"{out}.half", weight.T.astype(np.float16))
        return self._product(out, x, self.add("Cast", f"{out}.weight", half, to=TensorProto.FLOAT), bias)

    def _product(self, out: str, x: str, matrix: str, bias: npt.NDArray[np.float32]) -> str:
        return self.add("Add", out, self.add("MatMul", f"{out}.product", x, matrix), self.constant(f"{out}.bias", bias))

    def norm(self, out: str, x: str, w: Weights, name: str) -> str:
        scale, shift = self.constant(f"{out}.scale", w[f"{name}.weight"]), self.constant(f"{out}.shift", w[f"{name}.bias"])
        return self.add("LayerNormalization", out, x, scale, shift, axis=-1, epsilon=1e-12)


def graph(weights: Weights) -> onnx.ModelProto:
    """The full-precision encoder: `embedded` [P, 384] in, `states` [P, 384] out."""
    g = _Graph()
    g.constant("split", np.array([0, HEADS, SIZE], np.int64))
    g.constant("join", np.array([0, WIDTH], np.int64))
    g.constant("root", np.array(SIZE**-0.5, np.float32))
    x = g.norm("entry", "embedded", weights, "encoder.norm")
    for n in range(LAYERS):
        x = _layer(g, f"l{n}", x, weights, f"encoder.layers.{n}")
    g.add("Identity", "states", x)
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["P", WIDTH]) for name in ("embedded", "states")]
    made = helper.make_graph(g.nodes, "picketline-encoder", value[:1], value[1:], g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8, producer_name="picketline")


def _layer(g: _Graph, out: str, x: str, w: Weights, name: str) -> str:
    parts = []
    for number, part in enumerate("qkv"):
        rows = slice(number * WIDTH, (number + 1) * WIDTH)
        flat = g.linear(f"{out}.{part}", x, w[f"{name}.qkv.weight"][rows], w[f"{name}.qkv.bias"][rows])
        parts.append(g.add("Reshape", f"{out}.{part}.heads", flat, "split"))
    q = g.add("Transpose", f"{out}.q.turned", g.add("Mul", f"{out}.q.scaled", parts[0], "root"), perm=[1, 0, 2])
    k = g.add("Transpose", f"{out}.k.turned", parts[1], perm=[1, 2, 0])
    v = g.add("Transpose", f"{out}.v.turned", parts[2], perm=[1, 0, 2])
    share = g.add("Softmax", f"{out}.share", g.add("MatMul", f"{out}.fit", q, k), axis=-1)
    mixed = g.add("Transpose", f"{out}.mixed.turned", g.add("MatMul", f"{out}.mixed", share, v), perm=[1, 0, 2])
    done = g.linear(f"{out}.out", g.add("Reshape", f"{out}.joined", mixed, "join"), w[f"{name}.out.weight"], w[f"{name}.out.bias"])
    x = g.norm(f"{out}.norm1", g.add("Add", f"{out}.sum1", x, done), w, f"{name}.norm1")
    inner = g.linear(f"{out}.inner", x, w[f"{name}.inner.weight"], w[f"{name}.inner.bias"])
    raised = g.add("Gelu", f"{out}.raised", inner, domain="com.microsoft")
    outer = g.linear_in_half(f"{out}.outer", raised, w[f"{name}.outer.weight"], w[f"{name}.outer.bias"])
    return g.norm(f"{out}.norm2", g.add("Add", f"{out}.sum2", x, outer), w, f"{name}.norm2")


def restore(folder: Path) -> Weights:
    """The weights that `write` shipped, as good as the quantisation left them: a start for training on other reports."""
    found = {x.name: numpy_helper.to_array(x) for x in onnx.load(folder / "encoder.onnx").graph.initializer}

    def matrix(name: str) -> npt.NDArray[np.float32]:
        if f"{name}.half" in found:
            return found[f"{name}.half"].astype(np.float32).T
        return (found[f"{name}.weight_quantized"].astype(np.float32) * found[f"{name}.weight_scale"]).T

    weights = {"encoder.norm.weight": found["entry.scale"], "encoder.norm.bias": found["entry.shift"]}
    for n in range(LAYERS):
        here, there = f"l{n}", f"encoder.layers.{n}"
        weights[f"{there}.qkv.weight"] = np.concatenate([matrix(f"{here}.{part}") for part in "qkv"])
        weights[f"{there}.qkv.bias"] = np.concatenate([found[f"{here}.{part}.bias"] for part in "qkv"])
        for part in ("out", "inner", "outer"):
            weights |= {f"{there}.{part}.weight": matrix(f"{here}.{part}"), f"{there}.{part}.bias": found[f"{here}.{part}.bias"]}
        for part in ("norm1", "norm2"):
            weights |= {f"{there}.{part}.weight": found[f"{here}.{part}.scale"], f"{there}.{part}.bias": found[f"{here}.{part}.shift"]}
    with np.load(folder / "heads.npz", allow_pickle=False) as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    weights["encoder.word.weight"] = arrays.pop("word") * arrays.pop("word_scale")
    weights |= {f"encoder.{name}.weight": arrays.pop(name) for name in ("position", "shape", "place")}
    return weights | {f"heads.{name}": value for name, value in arrays.items()}


def seal(folder: Path) -> None:
    """Writes `hashes.json`, the sha256 of each file that is checked when the net is loaded."""
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "hashes.json").write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def write(weights: Weights, folder: Path, full: bool = False) -> None:
    """Writes `encoder.onnx` and `heads.npz` into the folder; `full` leaves the encoder in full precision, for comparison."""
    folder.mkdir(parents=True, exist_ok=True)
    model, path = graph(weights), folder / "encoder.onnx"
    if full:
        onnx.save(model, path)
    else:
        plain = folder / "encoder.full.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
        plain.unlink()
    arrays: dict[str, Any] = {k.removeprefix("heads."): v.astype(np.float16) for k, v in weights.items() if k.startswith("heads.")}
    table = weights["encoder.word.weight"]
    scale = np.abs(table).max(1, keepdims=True) / 127
    arrays |= {"word": np.round(table / scale).astype(np.int8), "word_scale": scale.astype(np.float32)}
    arrays |= {name: weights[f"encoder.{name}.weight"].astype(np.float16) for name in ("position", "shape", "place")}
    with (folder / "heads.npz").open("wb") as file:
        np.savez(file, **arrays)
