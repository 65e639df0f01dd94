"""Samples of every kind, and a ruler: what stands where on a rendered page, in millimetres and points."""

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pdfplumber
import pypdfium2

from kaohe.letters import Letter, Paragraph, document_number, faces, fill, letter_template, sample_values
from kaohe.letters.pdf import pdf

MM = 72 / 25.4
LINE, PITCH = 225 * MM / 22, 156 * MM / 28
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, 262 * MM
DAY = date(2016, 9, 5)


@cache
def packaged():
    """The fonts of the package alone: the same on every machine."""
    return faces(system=False)


def sample(kind, **changes):
    """The example of a kind, numbered and dated."""
    template = letter_template(kind)
    letter = fill(template, sample_values(template))
    mark = {"letter": "粤商务函", "document": "粤商务", "minutes": "粤商务纪"}[letter.style]
    issued = {"number": document_number(mark, 2016, 12), "dated": DAY, "printed_on": DAY}
    return replace(letter, **(issued | changes))


def plain(*texts, style="document", **changes):
    """A document with this body and nothing that it need not have."""
    bare = Letter(
        style=style,
        mark="广东省商务厅文件",
        title="题目",
        issuers=("广东省商务厅",),
        body=tuple(map(Paragraph, texts)),
    )
    return replace(bare, **changes)


class Sheet:
    """A rendered page: characters, lines of text, rules, and where there is ink of a colour."""

    def __init__(self, content, page):
        self.page = page
        self.characters = [each | {"size": round(each["size"], 3)} for each in page.chars]
        self.picture = pypdfium2.PdfDocument(content)[page.page_number - 1].render(scale=4).to_numpy()

    @property
    def lines(self):
        """The lines of text from top to bottom, as lists of characters from left to right."""
        found = {}
        for each in self.characters:
            found.setdefault(round(each["matrix"][5], 1), []).append(each)
        rows = [found[at] for at in sorted(found, reverse=True)]
        return [sorted(row, key=lambda each: each["x0"]) for row in rows]

    def line(self, text):
        """The line that reads so."""
        return next(row for row in self.lines if "".join(each["text"] for each in row) == text)

    def baseline(self, row):
        """How far below the page's top a line of text stands, in points."""
        return self.page.height - row[0]["matrix"][5]

    def rules(self, red=False):
        """Horizontal rules from top to bottom: (left, right, top, thickness) in points."""
        drawn = [*self.page.rects, *self.page.lines]
        found = []
        for each in drawn:
            colour = each["non_stroking_color"] if each["object_type"] == "rect" else each["stroking_color"]
            thick = each["height"] or each["linewidth"]
            top = each["top"] if each["height"] else each["top"] - each["linewidth"] / 2
            if each["width"] > 100 * MM and (tuple(colour or ()) == (1, 0, 0)) == red:
                found.append((each["x0"], each["x1"], top, thick))
        return sorted(found, key=lambda each: each[2])

    def ink(self, top, bottom, red=False):
        """The box of the ink between two heights, in points: left, top, right, bottom."""
        part = self.picture[round(top * 4) : round(bottom * 4)].astype(int)
        blue, green, redness = part[..., 0], part[..., 1], part[..., 2]
        dark = (redness - green > 90) & (redness - blue > 90) if red else part.max(axis=2) < 140
        rows, columns = dark.any(axis=1).nonzero()[0], dark.any(axis=0).nonzero()[0]
        return columns[0] / 4, top + rows[0] / 4, (columns[-1] + 1) / 4, top + (rows[-1] + 1) / 4


def sheets(letter):
    """The pages of a letter, set in the fonts of the package."""
    content = pdf(letter, packaged())
    return [Sheet(content, page) for page in pdfplumber.open(io.BytesIO(content)).pages]


def text(row):
    """What a line reads."""
    return "".join(each["text"] for each in row)
