"""What is uncertain, stated in Python instead of a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kaohe.packs import validate
from kaohe.robustness.plan import Plan
from kaohe.robustness.resolving import Doubts, factors_of
from kaohe.schemes import Scheme


def doubts_of(scheme: Scheme, *uncertain: Mapping[str, Any], **more: Any) -> Doubts:
    """Doubts about a scheme, each as a line of the plan's file (`{"at": "weights", "noise": "25%"}`).

    `more` are the plan's other keys, `cut_offs` and `within`. Raises `Refused`.
    """
    value = {"format": 1, "id": "own", "uncertain": list(uncertain), **more}
    plan = validate(Plan, value, "plan", {})
    return Doubts("", plan, factors_of(plan, scheme, {}, Path("plan")))
