"""Pages of robust runs as tests read them."""

import io

from kaohe.reports.robustness import write_robustness_report


def robust_page(result, lang="zh", **more):
    """The page as text."""
    out = io.StringIO()
    write_robustness_report(out, result, lang=lang, **more)
    return out.getvalue()
