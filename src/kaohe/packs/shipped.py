"""The packs that come with the product, in `kaohe/data/<kind>/<id>.<ending>`."""

from importlib import resources
from importlib.resources.abc import Traversable


def _folder(kind: str) -> Traversable:
    return resources.files("kaohe").joinpath("data", kind)


def pack_ids(kind: str, ending: str = ".yaml") -> tuple[str, ...]:
    """Ids of the shipped packs of a kind (`schemes`, `rules`, ...), sorted."""
    names = (entry.name for entry in _folder(kind).iterdir())
    return tuple(sorted(name.removesuffix(ending) for name in names if name.endswith(ending)))


def pack_file(kind: str, name: str) -> Traversable:
    """A shipped file by kind and full name, e.g. `("calendars", "cn.csv")`."""
    return _folder(kind).joinpath(name)
