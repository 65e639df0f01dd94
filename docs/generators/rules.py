"""The shipped rules: every rule with its words, condition, measures and deadlines, in both languages."""

from collections.abc import Iterator, Mapping

from docs.generators.markdown import made_from, page, table
from kaohe.law import Citation, Validity, listed_offices
from kaohe.messages import Lang, sentence
from kaohe.rules import LoadedPack, Measure, Rule, rule_pack, rule_pack_ids
from kaohe.rules.conditions import Condition, Parameter, Places
from kaohe.rules.model import Deadline

_RELATIONS = {
    "committee": ("管委会", "the zone's committee"),
    "host_city_government": ("所在地市政府", "the host city's government"),
    "provincial_government": ("省政府", "the provincial government"),
    "provincial_leaders": ("省政府领导", "the provincial government's leaders"),
    "departments_concerned": ("有关部门", "the departments concerned"),
}
_PERSONS = {
    "responsible_person": ("有关负责人", "a responsible person"),
    "principal": ("主要负责人", "the principal"),
}
_TAKEN = {
    "follows": ("", ""),
    "may_start": ("由主管部门决定是否启动", "the office may start it"),
    "decided_elsewhere": ("由该机关决定", "decided by that body"),
}
_BY = {
    "published_on": ("公布日", "the day of publication"),
    "assessment_year": ("考核年度", "the assessment year"),
    "data_year": ("数据年度", "the data year"),
}
_ABOUT = """\
Quotations are the policy's own words. Of a policy that isn't at hand nothing is quoted: what is known of it
is said in ours. A number in a condition that is called by a name is a parameter: the policy leaves it open,
it has no default, and the office sets it with its basis (`--set NAME=VALUE --basis NAME=TEXT`). How rules
read places: [law and standings](../explanation/law-and-standings.md)."""
_HEADS = ("measure", "who acts", "on whom", "answer to", "deadline", "")


def pages() -> Mapping[str, str]:
    packs = [rule_pack(code) for code in rule_pack_ids()]
    texts = {f"rules/{loaded.pack.id}.md": _pack(loaded) for loaded in packs}
    rows = [
        (
            f"[{loaded.pack.id}](rules/{loaded.pack.id}.md)",
            loaded.pack.name.en,
            loaded.pack.name.zh,
            len(loaded.pack.rules),
        )
        for loaded in packs
    ]
    index = table(("pack", "English", "中文", "rules"), rows)
    return {"rules.md": page("# Rules", made_from("data/rules"), _ABOUT, index), **texts}


def _pack(loaded: LoadedPack) -> str:
    pack = loaded.pack
    where = "the nation" if pack.territory == "nation" else "、".join(pack.territory)
    facts = table(
        ("", ""),
        [
            ("id, version", f"`{pack.id}` {pack.version}, released {pack.released}"),
            ("applies", _validity(pack.applies)),
            ("territory", where),
            ("changes", "; ".join(f"{change.version}: {change.en} ({change.zh})" for change in pack.changes)),
        ],
    )
    parameters = [
        (
            f"`{name}`",
            open_.kind,
            f"{open_.en} / {open_.zh}",
            f"{open_.asks.en} / {open_.asks.zh}",
            open_.cites.label("en"),
        )
        for name, open_ in pack.parameters.items()
    ]
    events = [
        (f"`{code}`", kind.en, kind.zh, f"`{kind.until}`" if kind.until else "")
        for code, kind in pack.events.items()
    ]
    return page(
        f"# {pack.name.en}",
        made_from(f"data/rules/{pack.id}.yaml"),
        pack.name.zh,
        facts,
        "## Parameters that the office sets" if parameters else "",
        table(("name", "kind", "what", "what the policy leaves open", "where"), parameters)
        if parameters
        else "",
        "## Events that may be recorded" if events else "",
        table(("event", "English", "中文", "until"), events) if events else "",
        "## Rules",
        *(_rule(rule) for rule in pack.rules),
    )


def _validity(span: Validity) -> str:
    return f"by {_BY[span.by][1]} ({_BY[span.by][0]}): from {span.first}" + (
        f" until {span.until}" if span.until else ""
    )


def _rule(rule: Rule) -> str:
    asked = {"nation": "places in the nation", "province": "places in the province's own evaluation"}[
        rule.field
    ]
    return page(
        f"### {rule.id}",
        f"{rule.name.en}  \n{rule.name.zh}",
        *(_cited(citation) for citation in (rule.cites, *rule.also)),
        f"For {rule.level} zones, by {asked}. When: {condition(rule.when, 'en')}.  \n"
        f"当：{condition(rule.when, 'zh')}。",
        table(_HEADS, [_measure(measure) for measure in rule.measures]),
    ).strip()


def _cited(citation: Citation) -> str:
    words = citation.words
    said = words.zh if words.zh == words.en else f"{words.en} / {words.zh}"
    return f"> {said}\n>\n> {citation.label('en')} / {citation.label('zh')}"


def condition(when: Condition, lang: Lang) -> str:
    """A condition in words."""
    return next(_parts(when, lang))


def _parts(when: Condition, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    if when.last:
        yield _places(when.last, lang, last=True)
    if when.first:
        yield _places(when.first, lang, last=False)
    if when.years_running:
        each, years = condition(when.years_running.each, lang), when.years_running.years
        yield f"连续{years}年：{each}" if zh else f"{years} years running {each}"
    if when.years_of:
        each, of = condition(when.years_of.each, lang), when.years_of
        yield (
            f"本年及连续{of.within}年内共{of.at_least}年：{each}"
            if zh
            else f"this year and in at least {of.at_least} of {of.within} consecutive years {each}"
        )
    if when.event:
        yield f"记录有事件 {when.event}" if zh else f"the event `{when.event}` is recorded"
    if when.status:
        yield (
            f"处于状态 {when.status}" if zh else f"the status `{when.status}` holds on the day of publication"
        )
    if when.all_of:
        yield ("，且" if zh else ", and ").join(condition(part, lang) for part in when.all_of)
    if when.any_of:
        yield ("，或" if zh else ", or ").join(condition(part, lang) for part in when.any_of)
    if when.not_:
        yield ("没有：" if zh else "not: ") + condition(when.not_, lang)


def _places(places: Places, lang: Lang, *, last: bool) -> str:
    number = f"`{places.places.parameter}`" if isinstance(places.places, Parameter) else str(places.places)
    scope = places.scope
    if lang == "zh":
        where = (
            f"`{scope.parameter}` 所指任一榜单"
            if isinstance(scope, Parameter)
            else {"overall": "综合", "each_indicator": "每一项指标"}[scope]
        )
        group = "本区域" if places.within else ""
        return f"{where}处于{group}{'最后' if last else '前'}{number}名"
    where = (
        f"in any list that `{scope.parameter}` names"
        if isinstance(scope, Parameter)
        else {"overall": "overall", "each_indicator": "in each indicator"}[scope]
    )
    group = " of its region" if places.within else ""
    return f"{where} among the {'last' if last else 'first'} {number}{group}"


def _measure(measure: Measure) -> tuple[str, ...]:
    words = [sentence(f"rules.measure.{measure.kind}", lang) for lang in ("en", "zh")]
    addressee = ""
    if measure.addressee:
        person = _PERSONS.get(measure.addressee.person or "", ("", ""))
        zh, en = _office(measure.addressee.office)
        addressee = f"{f'{person[1]} of ' if person[1] else ''}{en} / {zh}{person[0]}"
    taken = _TAKEN[measure.taken]
    absorbs = f"absorbs {', '.join(f'`{each}`' for each in measure.absorbs)}" if measure.absorbs else ""
    return (
        f"{words[0]} / {words[1]}",
        _acting(measure),
        addressee,
        _both(measure.report_to),
        _deadline(measure),
        "; ".join(filter(None, [f"{taken[1]} / {taken[0]}" if taken[1] else "", absorbs])),
    )


def _acting(measure: Measure) -> str:
    said = ", ".join(_both(code) for code in measure.by)
    if measure.jointly_with:
        said += f"; jointly with (会同) {', '.join(_both(code) for code in measure.jointly_with)}"
    if measure.requested_of:
        said += f"; asks (提请) {_both(measure.requested_of)}"
    return said


def _both(code: str | None) -> str:
    if code is None:
        return ""
    zh, en = _office(code)
    return f"{en} / {zh}"


def _office(code: str) -> tuple[str, str]:
    if code in _RELATIONS:
        return _RELATIONS[code]
    listed = listed_offices()[code]
    return listed.zh, listed.en


def _deadline(measure: Measure) -> str:
    deadline = measure.deadline
    if not isinstance(deadline, Deadline):
        return " / ".join(sentence(f"rules.deadline.{deadline}", lang) for lang in ("en", "zh"))
    length = f"{deadline.months} months" if deadline.months else f"{deadline.days} {deadline.counting} days"
    start = "the publication" if deadline.start == "published_on" else f"`{deadline.start}`"
    said = f"{length} from the day after {start}"
    said += "; the last day moves" if deadline.rolls else "; the last day doesn't move"
    return said + (f"; only once `{deadline.depends_on}` is recorded" if deadline.depends_on else "")
