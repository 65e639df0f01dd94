"""Plans written and read as files are."""

import json
import tempfile
from pathlib import Path

from kaohe.robustness.resolving import read_doubts


def doubts(scheme, *uncertain, **more):
    text = {"format": 1, "id": "doubts", "uncertain": list(uncertain), **more}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "doubts.yaml"
        file.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
        return read_doubts(file, scheme)
