"""What lies behind a simulated zone's figures: six traits that go together and drift."""

import zlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# How much of each trait is the zone's common strength, and what the region adds.
_COMMON = {"size": 0.6, "skill": 0.7, "openness": 0.5, "green": 0.4, "governance": 0.4, "industry": 0.1}
_REGION = {"东部": 0.3, "中部": -0.1, "西部": -0.5}
_REGIONAL = {"size": 1.0, "skill": 1.0, "openness": 1.2, "green": 0.3, "governance": 0.4, "industry": 0.0}
# Ordinary zones are not weaker than this, so that the planted last places stay theirs.
_WEAKEST = -1.2
# Of a deviate that keeps its variance, this part is new every year.
_NEW = 0.25


def stream(seed: int, name: str) -> np.random.Generator:
    """Random numbers of their own for every name, so that a further item changes no other."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode())]))


def persistent(rng: np.random.Generator, years: int, zones: int) -> Floats:
    """Standard deviates float64[years, zones] of which each zone keeps most from year to year."""
    kept, new = rng.standard_normal(zones), rng.standard_normal((years, zones))
    return np.asarray(np.sqrt(1 - _NEW**2) * kept + _NEW * new)


def traits(seed: int, years: int, regions: tuple[str, ...]) -> Mapping[str, Floats]:
    """Every trait float64[years, zones], about standard; size, skill, openness highest in the east."""
    zones = len(regions)
    common = persistent(stream(seed, "common"), years, zones)
    region = np.array([_REGION[name] for name in regions])
    result = {}
    for trait, share in _COMMON.items():
        own = persistent(stream(seed, trait), years, zones)
        value = share * common + np.sqrt(1 - share**2) * own + _REGIONAL[trait] * region
        floor = _WEAKEST + 0.1 * (value - _WEAKEST)
        result[trait] = value if trait == "industry" else np.maximum(value, floor)
    return result


def deviate(seed: int, item: str, loadings: Mapping[str, float], known: Mapping[str, Floats]) -> Floats:
    """A deviate float64[years, zones] that goes with the traits as `loadings` say, and else its own way."""
    years, zones = known["size"].shape
    rest = np.sqrt(max(0.1, 1 - sum(loading**2 for loading in loadings.values())))
    own = rest * persistent(stream(seed, item), years, zones)
    return np.asarray(own + sum(loading * known[trait] for trait, loading in loadings.items()))
