"""Reports as tests read them: the page, its elements, its tables."""

import io
import re
from html.parser import HTMLParser

from kaohe.reports import write_report

MAY_STAY_OPEN = {"li", "dt", "dd", "p", "tr", "td", "th", "thead", "tbody", "option"}
EMPTY = {"meta", "br", "input", "line", "rect", "circle", "path"}


def page(scores, lang="zh", **more):
    """The report as text."""
    out = io.StringIO()
    write_report(out, scores, lang=lang, **more)
    return out.getvalue()


class Reader(HTMLParser):
    """Every element with its attributes and text; complains about end tags that close nothing."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.elements = []
        self.feed(html)
        self.close()
        assert not [tag for tag, _ in self.open if tag not in MAY_STAY_OPEN], self.open

    def handle_starttag(self, tag, attributes):
        element = (tag, dict(attributes), [])
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append((tag, element))

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes), []))

    def handle_endtag(self, tag):
        while self.open and self.open[-1][0] != tag:
            assert self.open[-1][0] in MAY_STAY_OPEN, f"</{tag}> inside <{self.open[-1][0]}>"
            self.open.pop()
        assert self.open, f"</{tag}> closes nothing"
        self.open.pop()

    def handle_data(self, data):
        for _, element in self.open:
            element[2].append(data)

    def all(self, tag, **wanted):
        """Attributes and text of every such element; `class_` is one of its classes."""
        kind = wanted.pop("class_", None)
        return [
            (attributes, "".join(text))
            for name, attributes, text in self.elements
            if name == tag
            and (kind is None or kind in (attributes.get("class") or "").split())
            and all(attributes.get(key) == value for key, value in wanted.items())
        ]


def cells(row_html):
    """The texts of a row's cells, small print apart."""
    parts = re.split(r"<t[dh][^>]*>", row_html)[1:]
    return [re.sub(r"<small>.*?</small>|<[^>]*>", "", part).strip() for part in parts]
