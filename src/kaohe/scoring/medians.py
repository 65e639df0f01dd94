"""The weighted median, between scores where weights don't meet in the middle."""

import numpy as np

from kaohe.scoring.exact import Floats


def weighted_median(scores: Floats, weights: Floats) -> Floats:
    """Of each row of float64[n, k], float64[n]; weights of 0 leave a score out, a row without any is NaN.

    Scores in order, each stands at the middle of its weight along the running sum; the median is read off at
    half of the whole, straight between two scores. With equal weights it is the usual median. Of equal scores
    the one of less weight comes first. As R's matrixStats::weightedMedian (interpolate = TRUE).
    """
    counted = weights > 0
    order = np.lexsort((weights, np.where(counted, scores, np.inf)), axis=-1)
    sorted_scores = np.take_along_axis(np.where(counted, scores, 0.0), order, axis=-1)
    sorted_weights = np.take_along_axis(np.where(counted, weights, 0.0), order, axis=-1)
    running = np.cumsum(sorted_weights, axis=-1)
    middles = running - sorted_weights / 2
    half = running[:, -1:] / 2
    above = np.argmax(middles >= half, axis=-1)[:, None]
    below = np.maximum(above - 1, 0)
    low, high = (np.take_along_axis(sorted_scores, at, axis=-1) for at in (below, above))
    start, end = (np.take_along_axis(middles, at, axis=-1) for at in (below, above))
    way = np.divide(half - start, end - start, out=np.ones(half.shape), where=end > start)
    between = np.where(way < 1, low + way * (high - low), high)
    return np.where(counted.any(axis=-1), between[:, 0], np.nan)
