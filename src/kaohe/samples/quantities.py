"""How each item comes about: of what, how much typically, how widely spread, with which traits of a zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

Better = Literal[1, 0, -1]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An item drawn from a standard deviate d that goes with the zone's `traits` (loadings).

    ratio: `of` * typical * exp(spread * d). part: `of` times a share, the logistic of spread * d around
    `typical`. grade: `steps` of (points, d up to here), worst first. rare: 1 where d is above `typical`.
    `better` is the sign of d that earns points, 0 for none; `none` the share of zones that have nothing,
    those with the lowest d, all others having at least 1.
    """

    item: str
    kind: Literal["ratio", "part", "grade", "rare"]
    of: str
    typical: float = 0
    spread: float = 0
    traits: Mapping[str, float] = field(default_factory=dict)
    better: Better = 1
    digits: int = 0
    none: float = 0
    steps: tuple[tuple[float, float], ...] = ()


def _ratio(
    item: str, of: str, typical: float, spread: float, better: Better = 1, digits: int = 0, **traits: float
) -> Quantity:
    return Quantity(item, "ratio", of, typical, spread, traits, better, digits)


def _part(
    item: str, of: str, typical: float, spread: float, better: Better = 1, digits: int = 0, **traits: float
) -> Quantity:
    return Quantity(item, "part", of, typical, spread, traits, better, digits)


# `one` is 1 for every zone, `scale` (GDP over its mean) ** 0.7. Whatever an item is `of` stands above it.
QUANTITIES = (
    _part("services_va", "gdp", 0.3, 0.45, industry=-0.7, skill=0.2),
    _part("industry_va_above_scale", "beyond_services", 0.8, 0.4, industry=0.4),
    _ratio("industry_output", "industry_va_above_scale", 4.3, 0.12, better=0),
    _part("htm_output", "industry_output", 0.2, 0.8, skill=0.6),
    _ratio("main_revenue", "industry_output", 1.35, 0.12, better=0),
    _part("tax", "gdp", 0.16, 0.3, skill=0.3),
    _part("budget_revenue", "gdp", 0.18, 0.3, skill=0.3),
    _ratio("fdi", "gdp", 0.004, 0.7, openness=0.7),
    _ratio("trade", "gdp", 0.5, 0.8, openness=0.7, industry=0.2),
    _part("hntp_trade", "trade", 0.35, 0.8, skill=0.5, openness=0.3),
    _ratio("firms_1500m", "scale", 8, 0.35, digits=6, industry=0.5),
    _part("firms_3bn", "firms_1500m", 0.45, 0.4, digits=6, industry=0.3),
    _ratio("listed", "scale", 3, 0.6, skill=0.5),
    _ratio("quoted", "scale", 9, 0.6, skill=0.5),
    _ratio("headquarters", "scale", 3, 0.7, openness=0.3, skill=0.3),
    _ratio("rd_centres", "scale", 6, 0.7, skill=0.5),
    _ratio("developed_land", "gdp", 1 / 4000, 0.35, better=-1, digits=1, industry=0.4),
    _ratio("land_to_spare", "developed_land", 0.25, 0.5, better=-1),
    _part("industrial_land_supplied", "developed_land", 0.45, 0.3, better=0, digits=1, industry=0.5),
    _ratio("fixed_investment_cumulative", "industrial_land_supplied", 4200, 0.3, skill=0.3),
    _ratio("rd_expenditure", "main_revenue", 0.02, 0.45, skill=0.7),
    _ratio("hnte", "scale", 110, 0.5, skill=0.6),
    _part("hnte_revenue", "main_revenue", 0.3, 0.6, skill=0.6),
    _ratio("rd_institutions", "scale", 30, 0.55, skill=0.6),
    _ratio("incubators", "scale", 0.8, 0.6, digits=6, skill=0.6),
    _ratio("makerspaces", "scale", 1.0, 0.6, digits=6, skill=0.6),
    _ratio("population", "gdp", 1 / 15, 0.3, better=0, industry=-0.3),
    _ratio("invention_patents", "population", 0.0085, 0.8, skill=0.7),
    _part("patents_granted", "invention_patents", 0.18, 0.3, skill=0.2),
    _ratio("pct_applications", "invention_patents", 0.02, 0.7, openness=0.5),
    _ratio("tech_contracts", "main_revenue", 0.006, 0.8, skill=0.6),
    _ratio("employees", "population", 0.55, 0.15, better=0),
    _part("masters", "employees", 0.035, 0.55, skill=0.7),
    _part("professionals", "employees", 0.18, 0.35, skill=0.6),
    _part("skilled", "employees", 0.12, 0.35, industry=0.4, skill=0.2),
    _ratio("postdoc_stations", "scale", 2, 0.6, skill=0.6),
    _ratio("postdoc_bases", "scale", 3, 0.6, skill=0.6),
    # A hundred zones of 219 have no platform of either kind.
    Quantity("smart_platforms", "ratio", "scale", 2.5, 0.6, {"skill": 0.5, "industry": 0.3}, none=100 / 219),
    _part("innovation_centres", "smart_platforms", 0.25, 0.6, skill=0.5),
    _ratio("new_jobs", "employees", 0.06, 0.3, governance=0.3),
    _ratio("joint_parks", "scale", 0.45, 0.6, openness=0.3),
    _ratio("paired_assistance", "scale", 1.2, 0.5, governance=0.3),
    _ratio("intl_platforms", "scale", 0.7, 0.7, openness=0.6),
    _ratio("overseas_projects", "scale", 1.5, 0.7, openness=0.6),
    _ratio("energy_above_scale", "industry_va_above_scale", 0.35, 0.55, better=-1, green=-0.6, industry=0.3),
    _ratio("water_above_scale", "industry_va_above_scale", 12, 0.55, better=-1, green=-0.6),
    _ratio("cod_above_scale", "industry_va_above_scale", 0.15, 0.6, better=-1, green=-0.6),
    _ratio("so2_above_scale", "industry_va_above_scale", 0.3, 0.7, better=-1, green=-0.6, industry=0.2),
    Quantity("waste_generated", "ratio", "industry_va_above_scale", 0.4, 0.8, {"industry": 0.3}, 0, 0, 0.02),
    _part("waste_used", "waste_generated", 0.9, 0.7, green=0.6),
    _ratio("sewage_generated", "population", 80, 0.25, better=0),
    _part("sewage_treated", "sewage_generated", 0.92, 0.6, green=0.6),
    _ratio("iso14000", "scale", 25, 0.5, green=0.4, openness=0.3),
    Quantity(
        "eco_park_grade", "grade", "one", traits={"green": 0.6, "skill": 0.2},
        steps=((0, 0.0), (50, 0.6), (70, 1.0), (85, 1.6), (100, inf)),
    ),
    _ratio("projects_approved", "scale", 180, 0.4, better=0),
    _ratio("approval_time_ratio", "one", 55, 0.28, better=-1, digits=1, governance=-0.7),
    _ratio("matters", "one", 220, 0.2, better=0),
    _part("online_matters", "matters", 0.65, 0.6, governance=0.7),
    _ratio("powers_delegated", "one", 60, 0.3, better=0),
    _part("powers_taken", "powers_delegated", 0.85, 0.6, governance=0.6),
    _ratio("complaints", "one", 40, 0.5, better=0),
    _part("complaints_in_time", "complaints", 0.92, 0.6, governance=0.6),
    Quantity(
        "governance_grade", "grade", "one", traits={"governance": 0.8},
        steps=((0, -1.0), (40, -0.1), (75, 0.8), (100, inf)),
    ),
    Quantity("accidents_grade3_up", "rare", "one", typical=1.8, better=0),
    Quantity("environmental_incidents_grade3_up", "rare", "one", typical=2.2, better=0),
)  # fmt: skip

CITY_ITEMS = {
    "gdp": 0.12, "budget_revenue": 0.15, "tax": 0.14, "fdi": 0.35,
    "htm_output": 0.3, "services_va": 0.1, "trade": 0.3,
}  # fmt: skip
"""What a host city's table has, and the zones' typical share of it."""
