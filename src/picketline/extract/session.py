"""An ONNX model made ready to run: on one processor and in one thread, for work is spread over processes, not threads."""

from __future__ import annotations

import onnxruntime  # type: ignore[import-untyped,unused-ignore]


def session(model: bytes) -> onnxruntime.InferenceSession:
    """The model, loaded."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
