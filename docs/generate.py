"""Writes the pages of docs/reference that come from the code and its packs: `make docs`."""

from collections.abc import Mapping
from pathlib import Path

from docs.generators import api, cases, commands, format_keys, letters, rules, schemes

HERE = Path(__file__).parent
REFERENCE = HERE / "reference"


def pages() -> Mapping[Path, str]:
    """Every generated page with its text."""
    texts = {
        "api.md": api.text(),
        "cases.md": cases.text(),
        "commands.md": commands.text(),
        "format-keys.md": format_keys.text(),
        "letters.md": letters.text(),
        **rules.pages(),
        **schemes.pages(),
    }
    return {REFERENCE / name: text for name, text in texts.items()}


def main() -> None:
    for page, text in pages().items():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
        print(page.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
