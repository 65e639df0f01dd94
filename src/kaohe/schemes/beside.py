"""Tables that a scheme keeps in files of their own, beside the file it stands in."""

from dataclasses import dataclass
from pathlib import Path

from kaohe.messages import Place, Refused
from kaohe.packs import Lines


@dataclass(frozen=True, slots=True)
class Beside:
    """Where the tables of `scheme` are looked for; `alone`: it came from elsewhere, and no file is read."""

    scheme: Path
    lines: Lines
    alone: bool = False

    def text(self, name: str, where: tuple[str | int, ...], missing: str) -> str:
        """The text of a table that is named at a path of the scheme. Raises `Refused`, with the code
        `missing` where it isn't there."""
        place = Place(self.scheme.name, line=self.lines.get(where))
        if self.alone:
            raise Refused.because("schemes.table_apart", place, table=name)
        try:
            return (self.scheme.parent / name).read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused.because("packs.not_utf8", Place(name)) from None
        except (OSError, ValueError):
            raise Refused.because(missing, place, table=name) from None
