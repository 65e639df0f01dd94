"""A histogram as large as a word."""

import numpy as np
from markupsafe import Markup

from kaohe.reports.drawing.svg import px
from kaohe.scoring.exact import Floats

BINS, WIDTH, HEIGHT = 12, 72, 18


def spark(values: Floats) -> Markup:
    """How the values (NaN left out) lie between least and greatest; "" where they don't differ."""
    present = values[~np.isnan(values)]
    if len(present) < 2 or np.ptp(present) == 0:
        return Markup("")
    counts, _ = np.histogram(present, bins=BINS)
    step, most = WIDTH / BINS, int(counts.max())
    bars = "".join(
        f"M{px(at * step)} {HEIGHT}v{px(-HEIGHT * count / most)}h{px(step - 0.8)}V{HEIGHT}z"
        for at, count in enumerate(counts.tolist())
        if count
    )
    head = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="spark" aria-hidden="true">'
    return Markup(f'{head}<path d="{bars}"/></svg>')
