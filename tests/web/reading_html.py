"""The words of a page by who is their author: us, or the data."""

from html.parser import HTMLParser

SEEN = {"title", "alt", "aria-label", "placeholder", "label"}
SPOKEN = {"data-confirm", "data-lost", "data-failed", "data-close"}
"""What a script shows."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "svg"}


class _Reader(HTMLParser):
    def __init__(self, lang: str):
        super().__init__()
        self.lang = lang
        self.within: list[tuple[str, bool]] = []
        self.words: list[str] = []

    @property
    def ours(self) -> bool:
        return not self.within or self.within[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        other = given.get("lang", self.lang).startswith(self.lang) is False
        data = "data" in given.get("class", "").split() or tag in {"kbd", "code", *SILENT}
        ours = self.ours and not other and not data
        if ours:
            self.words += [given[name] for name in given if name in SEEN | SPOKEN]
            if tag == "input" and given.get("type") in {"submit", "button"}:
                self.words.append(given.get("value", ""))
        if tag not in VOID:
            self.within.append((tag, ours))

    def handle_endtag(self, tag: str) -> None:
        while self.within and tag not in VOID:
            if self.within.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.ours and data.strip():
            self.words.append(data.strip())


def own_words(html: str, lang: str) -> list[str]:
    """Texts and spoken attributes outside `class="data"`, code, keys and parts marked as another language."""
    reader = _Reader(lang)
    reader.feed(html)
    reader.close()
    return reader.words
