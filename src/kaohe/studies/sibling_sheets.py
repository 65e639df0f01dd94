"""What the children of each branch have in common, as plain tables."""

from collections.abc import Iterator

from kaohe.studies.sheet import Row, Sheet, long_sheet
from kaohe.studies.study import Study

BALANCE = ("node", "child", "stated", "before", "wanted", "balanced", "after", "reached")


def sibling_sheets(study: Study) -> Iterator[Sheet]:
    """Components, loadings, reliability and balanced weights, branch by branch."""
    yield long_sheet("components", ("node", "component", "eigenvalue", "share", "units"), _components(study))
    yield long_sheet("loadings", ("node", "child", "component", "loading"), _loadings(study))
    yield long_sheet("reliability", ("node", "without", "alpha"), _alphas(study))
    yield long_sheet("balance", BALANCE, _balances(study))


def _components(study: Study) -> Iterator[Row]:
    for each in study.siblings:
        found = each.principal
        pairs = zip(found.eigenvalues.tolist(), found.shares.tolist(), strict=True)
        for number, (value, share) in enumerate(pairs, start=1):
            yield each.path, str(number), value, share, float(found.units)


def _loadings(study: Study) -> Iterator[Row]:
    for each in study.siblings:
        for used, row in zip(each.principal.used.tolist(), each.principal.loadings.tolist(), strict=True):
            for number, loading in enumerate(row, start=1):
                yield each.path, each.children[used], str(number), loading


def _alphas(study: Study) -> Iterator[Row]:
    for each in study.siblings:
        yield each.path, "", each.reliability.alpha
        for child, alpha in zip(each.children, each.reliability.without.tolist(), strict=True):
            yield each.path, child, alpha


def _balances(study: Study) -> Iterator[Row]:
    for each in study.siblings:
        if (found := each.balance) is None:
            continue
        columns = (found.stated, found.before, found.wanted, found.balanced, found.after)
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for child, figures in zip(each.children, rows, strict=True):
            yield each.path, child, *figures, float(found.reached)
