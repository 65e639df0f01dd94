"""What the units reported: units x items with provenance, last year's and host cities' figures, checks."""

from kaohe.figures.checks import check_figures
from kaohe.figures.figures import Figures, Origin, aligned, figures_of
from kaohe.figures.needs import Frames, needed_items

__all__ = ["Figures", "Frames", "Origin", "aligned", "check_figures", "figures_of", "needed_items"]
