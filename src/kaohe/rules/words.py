"""A finding in words: facts, offices, deadlines."""

from kaohe.law import Office
from kaohe.messages import Lang, sentence
from kaohe.rules.findings import EventFact, Fact, Finding, PlaceFact
from kaohe.rules.packs import rule_pack, rule_pack_ids
from kaohe.standings import list_name

CODED = {"official-lists": "rules.value_official_lists", "indicators": "rules.value_indicators"}
"""Values of a parameter of kind `scopes` that are no names of lists."""


def measure_words(finding: Finding, lang: Lang) -> str:
    """What is to be done, with what is asked of whom above."""
    return sentence(f"rules.measure.{finding.measure.kind}", lang)


def fact_words(fact: Fact, lang: Lang) -> str:
    """A place (year, list, place of how many, ties) or an event (day, decider, document)."""
    if isinstance(fact, PlaceFact):
        return _place_words(fact, lang)
    if fact.date is None:
        return sentence("rules.fact.no_event", lang, event=fact.name.of(lang))
    return _event_words(fact, lang)


def _place_words(fact: PlaceFact, lang: Lang) -> str:
    where = list_name(fact.scope, fact.group).of(lang)
    params = {"year": fact.year, "list": where, "rank": f"{fact.rank:g}", "of": fact.of}
    said = sentence("rules.fact.place", lang, **params)
    if fact.tied > 1:
        said = sentence("rules.fact.tied", lang, fact=said, tied=fact.tied)
    return said if fact.clear else sentence("rules.fact.at_cut", lang, fact=said)


def _event_words(fact: EventFact, lang: Lang) -> str:
    params = {
        "event": fact.name.of(lang),
        "day": fact.date,
        "decider": fact.decider,
        "document": fact.document,
    }
    return sentence("rules.fact.event", lang, **params)


def office_words(finding: Finding, lang: Lang) -> str:
    """Who acts, with whom, asking whom, on whom at what rank, answering whom."""
    offices = finding.offices
    parts = [sentence("rules.office.by", lang, who=_names(offices.by, lang))]
    if offices.jointly_with:
        parts.append(sentence("rules.office.jointly_with", lang, who=_names(offices.jointly_with, lang)))
    if offices.requested_of:
        parts.append(sentence("rules.office.requested_of", lang, who=offices.requested_of.name.of(lang)))
    if offices.addressee:
        parts.append(sentence("rules.office.addressee", lang, who=addressee_words(finding, lang)))
    if offices.report_to:
        parts.append(sentence("rules.office.report_to", lang, who=offices.report_to.name.of(lang)))
    return sentence("rules.list_separator", lang).join(parts)


def addressee_words(finding: Finding, lang: Lang) -> str:
    """The office addressed, and the rank of the person if the rule names one."""
    addressee = finding.offices.addressee
    if addressee is None:
        return ""
    person = finding.measure.addressee and finding.measure.addressee.person
    name = addressee.name.of(lang)
    return sentence(f"rules.person.{person}", lang, office=name) if person else name


def deadline_words(finding: Finding, lang: Lang) -> str:
    """The due date with reminder and reason, or that it is set by the order, when asked, or not at all."""
    if finding.due is None:
        return sentence(f"rules.deadline.{finding.measure.deadline}", lang)
    due, reminder, reason = finding.due.due_on, finding.due.reminder_on, finding.due.reason.words(lang)
    if reminder is None:
        return sentence("rules.deadline.without_reminder", lang, due=due, reason=reason)
    return sentence("rules.deadline.due", lang, due=due, reminder=reminder, reason=reason)


def remarks(finding: Finding, pack: str, lang: Lang) -> list[str]:
    """What else has to be known: what an officer settles, what is held together, rehearsal, settings."""
    said = [reason.words(lang) for reason in finding.reasons]
    if finding.measure.taken == "decided_elsewhere":
        said.append(sentence("rules.decided_elsewhere", lang))
    if finding.absorbed_by:
        rule, _, kind = finding.absorbed_by.partition("/")
        measure = sentence(f"rules.measure.{kind}", lang)
        said.append(sentence("rules.absorbed", lang, measure=measure, rule=rule))
    if finding.rehearsal:
        said.append(sentence("rules.rehearsal", lang))
    for setting in finding.settings:
        words = setting_words(pack, setting.name, setting.value, lang)
        said.append(sentence("rules.setting", lang, setting=words, basis=setting.basis))
    return said


def setting_words(pack: str, name: str, value: str, lang: Lang) -> str:
    """A parameter as it was set; one that no shipped pack of that id has is called by its code."""
    shipped = rule_pack(pack).pack.parameters if pack in rule_pack_ids() else {}
    asked = shipped.get(name)
    called = (asked.zh if lang == "zh" else asked.en) if asked else name
    return sentence("rules.setting_is", lang, name=called, value=value_words(value, lang))


def value_words(value: str, lang: Lang) -> str:
    """What a parameter was set to: the codes of lists in words, numbers and names as they are."""
    return sentence(CODED[value], lang) if value in CODED else value


def _names(offices: tuple[Office, ...], lang: Lang) -> str:
    return sentence("rules.name_separator", lang).join(office.name.of(lang) for office in offices)
