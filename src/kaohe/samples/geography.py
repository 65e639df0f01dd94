"""Where the simulated zones lie: real provinces, invented cities."""

from dataclasses import dataclass
from itertools import groupby

from kaohe.samples.invented import city_name, zone_name
from kaohe.standings import Zone

# Code of the province (GB/T 2260), region by the three-way coding, number of zones of 219. The numbers are
# about those of the real zones of 2016-2019; Guangdong's six is the policy's.
_PROVINCES = {
    "北京": ("11", "东部", 1),
    "天津": ("12", "东部", 6),
    "河北": ("13", "东部", 6),
    "山西": ("14", "中部", 4),
    "内蒙古": ("15", "西部", 3),
    "辽宁": ("21", "东部", 9),
    "吉林": ("22", "中部", 5),
    "黑龙江": ("23", "中部", 7),
    "上海": ("31", "东部", 6),
    "江苏": ("32", "东部", 26),
    "浙江": ("33", "东部", 21),
    "安徽": ("34", "中部", 12),
    "福建": ("35", "东部", 10),
    "江西": ("36", "中部", 10),
    "山东": ("37", "东部", 15),
    "河南": ("41", "中部", 9),
    "湖北": ("42", "中部", 8),
    "湖南": ("43", "中部", 8),
    "广东": ("44", "东部", 6),
    "广西": ("45", "西部", 4),
    "海南": ("46", "东部", 1),
    "重庆": ("50", "西部", 3),
    "四川": ("51", "西部", 8),
    "贵州": ("52", "西部", 2),
    "云南": ("53", "西部", 5),
    "西藏": ("54", "西部", 1),
    "陕西": ("61", "西部", 5),
    "甘肃": ("62", "西部", 5),
    "青海": ("63", "西部", 2),
    "宁夏": ("64", "西部", 2),
    "新疆": ("65", "西部", 9),
}
FEWEST = sum(number for _, _, number in _PROVINCES.values())
HOME = "广东"

# Guangdong's six lie in four cities, as the real ones did in 2016: three together, three alone.
_HOME_CITIES = (0, 0, 0, 1, 2, 3)
# Elsewhere four zones share three cities.
_CITIES = (0, 1, 2, 2)


@dataclass(frozen=True, slots=True)
class Geography:
    """Zones in the order of their codes, and for each the place of its city among `cities`."""

    zones: tuple[Zone, ...]
    cities: tuple[str, ...]
    city_of: tuple[int, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(zone.code for zone in self.zones)

    def alone(self, zone: int) -> bool:
        """Whether the zone at a place has its city for itself."""
        city = self.city_of[zone]
        return city not in (self.city_of[zone - 1], self.city_of[(zone + 1) % len(self.city_of)])


def geography(zones: int) -> Geography:
    """`zones` zones (at least 219), spread over the provinces in proportion."""
    provinces = [name for name, (_, _, number) in _PROVINCES.items() for _ in range(number)]
    places = [provinces[zone * FEWEST // zones] for zone in range(zones)]
    cities: list[str] = []
    city_of: list[int] = []
    for province, group in groupby(places):
        first = len(cities)
        city_of += [first + city for city in _cities(province, len(list(group)))]
        cities += [city_name(place) for place in range(first, city_of[-1] + 1)]
    facts = [
        _zone(zone, province, serial, cities[city])
        for zone, (province, serial, city) in enumerate(zip(places, _serials(places), city_of, strict=True))
    ]
    return Geography(tuple(facts), tuple(cities), tuple(city_of))


def _cities(province: str, zones: int) -> list[int]:
    """The place of each zone's city within its province."""
    pattern = _HOME_CITIES if province == HOME else _CITIES
    cities = max(pattern) + 1
    return [zone // len(pattern) * cities + pattern[zone % len(pattern)] for zone in range(zones)]


def _serials(provinces: list[str]) -> list[int]:
    return [serial for _, group in groupby(provinces) for serial, _ in enumerate(group, start=1)]


def _zone(place: int, province: str, serial: int, city: str) -> Zone:
    number, region, _ = _PROVINCES[province]
    return Zone(f"SIM{number}{serial:04}", zone_name(place), "national", province, city, region)
