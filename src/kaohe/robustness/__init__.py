"""How sure a rank is: what is uncertain is drawn again and again, and every place counted."""

from kaohe.robustness.outcome import RankList, Robustness, Sensitivity

__all__ = ["RankList", "Robustness", "Sensitivity"]
