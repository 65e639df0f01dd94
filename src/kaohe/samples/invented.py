"""Names that no real zone or city bears, made by rule."""

_FIRST = "霁翊璟栩祎旻晞弈澈昱珩谧煦皓曜熠瑾琰翎翀"
_ZONE = "野屿陌坞砚笙弦棠槿蘅苒菡蓁筠箬"
_CITY = "州川原泽浦梁渚圩塬埠"
PREFIX = "模拟·"


def zone_name(place: int) -> str:
    """The name of the zone at a place in the cohort, from 0."""
    return f"{PREFIX}{_pair(_ZONE, place)}经济技术开发区"


def city_name(place: int) -> str:
    """The name of the city at a place, from 0."""
    return f"{PREFIX}{_pair(_CITY, place)}市"


def _pair(second: str, place: int) -> str:
    """Two characters, with a number behind them once all pairs are used up."""
    round_, inside = divmod(place, len(_FIRST) * len(second))
    pair = _FIRST[inside % len(_FIRST)] + second[inside // len(_FIRST)]
    return f"{pair}{round_ + 1}" if round_ else pair
