"""What the policy leaves open, as the office set it."""

from collections.abc import Mapping

from kaohe.messages import Problem, Refused
from kaohe.rules.conditions import Parameter
from kaohe.rules.findings import Setting
from kaohe.rules.model import Pack
from kaohe.standings import Standings

_LARGEST = 10_000


def check_settings(pack: Pack, settings: Mapping[str, Setting]) -> None:
    """Refuse settings of parameters the pack doesn't have, without a basis, or of the wrong kind."""
    problems: list[Problem] = []
    for name, setting in settings.items():
        if name not in pack.parameters:
            known = ", ".join(pack.parameters) or "-"
            problems.append(Problem("rules.no_parameter", {"name": name, "pack": pack.id, "known": known}))
            continue
        if not setting.basis.strip():
            problems.append(Problem("rules.no_basis", {"name": name}))
        if pack.parameters[name].kind == "places" and not _is_number(setting.value):
            problems.append(Problem("rules.not_places", {"name": name, "found": setting.value}))
        if pack.parameters[name].kind == "scopes" and not names_of(setting.value):
            problems.append(Problem("rules.not_scopes", {"name": name}))
    if problems:
        raise Refused(problems)


def _is_number(value: str) -> bool:
    return value.strip().isdecimal() and 1 <= int(value) <= _LARGEST


def names_of(value: str) -> tuple[str, ...]:
    """Names parted by commas of either width."""
    parts = value.replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def number_of(places: int | Parameter, settings: Mapping[str, Setting]) -> int:
    """A number given in the rule, or by the office's setting, which `check_settings` has passed."""
    return places if isinstance(places, int) else int(settings[places.parameter].value)


def scopes_of(pack: Pack, setting: Setting, standings: Standings) -> tuple[str, ...]:
    """The lists that a setting means; none where it means the ministry's and these standings are computed.

    Lists called by name are returned whether or not the standings have them.
    """
    if setting.value == "official-lists":
        lists = standings.leaves if standings.origin == "official" else ()
        return tuple(lists)
    if setting.value == "indicators":
        return tuple(
            scope for scope in standings.leaves if scope not in pack.parameters[setting.name].not_single
        )
    return names_of(setting.value)
