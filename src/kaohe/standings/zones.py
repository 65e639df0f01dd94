"""The zones' facts: units.csv."""

from kaohe.standings.standing import Zone
from kaohe.standings.table import Reading, Table

COLUMNS = ("unit", "name", "level", "province")
CITY = ("city", "host_city")
"""The host city's column: schemes call the attribute `host_city`, and `assess` writes it so."""
LEVELS = ("national", "provincial")


def read_zones(table: Table) -> tuple[Zone, ...]:
    """Zones in the order of their codes. `region` is needed where rules rank within regions; `aliases` holds
    other names, parted by `;`; more columns do no harm.

    Raises `Refused`, every problem at once.
    """
    reading = Reading(table)
    city = next((name for name in CITY if name in table.columns), CITY[0])
    reading.columns((*COLUMNS, city))
    zones: dict[str, Zone] = {}
    names: dict[str, str] = {}
    for row in reading.rows():
        code, name, level = row.text("unit"), row.text("name"), row.text("level")
        if level and level not in LEVELS:
            row.problem("standings.level_unknown", found=level, known=", ".join(LEVELS))
        if code in zones:
            row.problem("standings.zone_twice", unit=code)
        place = (row.text("province"), row.text(city), row.cells.get("region", ""))
        other = row.cells.get("aliases", "").replace("；", ";").split(";")
        zone = Zone(code, name, level, *place, tuple(alias.strip() for alias in other if alias.strip()))
        for called in {zone.code, zone.name, *zone.aliases}:
            if names.setdefault(called, code) != code:
                row.problem("standings.name_taken", name=called, unit=names[called])
        zones[code] = zone
    reading.finish()
    return tuple(zones[code] for code in sorted(zones))
