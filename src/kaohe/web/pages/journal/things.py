"""What entries are about, in words, with a way there where the reader may go: one query a kind of thing."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse

from kaohe.messages import Text, codes, worded
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.models import Office, Post, Token, User
from kaohe.office.accounts.permissions import may
from kaohe.office.assessment.models import Alternative, Objection, OutsideEvent, Publication, Scoring
from kaohe.office.journal.queries import Line
from kaohe.office.notices.models import Mail
from kaohe.office.reporting.actions.reviewing import level_of_whole
from kaohe.office.reporting.models import Report, Round, Snapshot
from kaohe.office.zones.models import Spell, Zone

Key = tuple[str, str]
"""A kind of thing and the key of one, as an entry keeps them."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Its name, and the page it is shown on; "" where there is none or it isn't the reader's to see."""

    name: Text
    link: str = ""
    report: Report | None = None


Things = Mapping[Key, Thing]


def things_of(lines: Collection[Line], actor: Actor) -> Things:
    """The things that lines touch, or name as posts, by kind and key; one query for each kind among them."""
    wanted: dict[str, set[int]] = {}
    for kind, key in chain.from_iterable(map(_named, lines)):
        if key.isdecimal():
            wanted.setdefault(kind, set()).add(int(key))
    return {
        (kind, str(pk)): thing
        for kind, keys in wanted.items()
        if kind in _LOOKED_UP
        for pk, thing in _LOOKED_UP[kind](keys, actor)
    }


def kind_in_words(kind: str) -> Text:
    """What kind of thing it is; its code where an older version wrote one that this one doesn't know."""
    code = f"web_journal.kind_{kind.replace('.', '_')}"
    return worded(code) if code in codes() else Text(kind, kind)


def _named(line: Line) -> Iterator[Key]:
    """The thing a line is about, and the posts that its fields name by key."""
    yield line.kind, line.key
    for change in line.changes:
        for value in (change.before, change.after):
            if change.name == "posts" and isinstance(value, list):
                yield from ((POST, str(each)) for each in value)
            elif change.name == "deputy_for" and value is not None:
                yield POST, str(value)


Found = Iterator[tuple[int, Thing]]


def _reports(keys: set[int], actor: Actor) -> Found:
    for report in Report.objects.filter(pk__in=keys).select_related("round"):
        is_read = level_of_whole(actor, report) is not None
        link = reverse("review_report", args=[report.pk]) if is_read else ""
        names = {"name": Text(report.name_zh, report.name_en or report.name_zh), "round": report.round.title}
        yield report.pk, Thing(worded("web_journal.of_round", **names), link, report)


def _rounds(keys: set[int], actor: Actor) -> Found:
    for round in Round.objects.filter(pk__in=keys).only("code", "title"):
        yield round.pk, Thing(_same(round.title), _if(actor, "reporting.see_rounds", "round", round.code))


def _snapshots(keys: set[int], actor: Actor) -> Found:
    for snapshot in Snapshot.objects.filter(pk__in=keys).select_related("round"):
        if snapshot.round is None:
            yield snapshot.pk, Thing(worded("web_journal.of_year", year=snapshot.data_year))
        else:
            link = _if(actor, "reporting.see_rounds", "round", snapshot.round.code)
            yield snapshot.pk, Thing(_same(snapshot.round.title), link)


def _zones(keys: set[int], actor: Actor) -> Found:
    spells = Spell.objects.filter(zone__in=keys).select_related("zone").order_by("since", "pk")
    for spell in {spell.zone_id: spell for spell in spells}.values():
        name = Text(spell.name_zh, spell.name_en or spell.name_zh)
        yield spell.zone_id, Thing(name, _if(actor, "zones.read", "zone", spell.zone.code))


def _offices(keys: set[int], actor: Actor) -> Found:
    for office in Office.objects.filter(pk__in=keys):
        yield office.pk, Thing(name_of(office), _if(actor, "accounts.read", "office", office.pk))


def _users(keys: set[int], actor: Actor) -> Found:
    for user in User.objects.filter(pk__in=keys):
        yield user.pk, Thing(_same(str(user)), _page_of(user.pk, actor))


def _posts(keys: set[int], actor: Actor) -> Found:
    for post in Post.objects.filter(pk__in=keys).select_related("user", "office"):
        role = worded(f"accounts.role_{post.role}")
        name = worded("web_journal.post", name=str(post.user), role=role, office=name_of(post.office))
        yield post.pk, Thing(name, _page_of(post.user_id, actor))


def _tokens(keys: set[int], actor: Actor) -> Found:
    for token in Token.objects.filter(pk__in=keys).select_related("user"):
        name = worded("web_journal.token", purpose=token.purpose, name=str(token.user))
        yield token.pk, Thing(name, _page_of(token.user_id, actor))


def _mails(keys: set[int], actor: Actor) -> Found:
    for mail in Mail.objects.filter(pk__in=keys).select_related("notice__to"):
        name = worded("web_journal.mail", name=str(mail.notice.to), address=mail.address)
        yield mail.pk, Thing(name, _if(actor, "notices.read_mails", "mails"))


def _scorings(keys: set[int], actor: Actor) -> Found:
    for scoring in Scoring.objects.filter(pk__in=keys).select_related("snapshot"):
        name = _same(scoring.snapshot.folder)
        yield scoring.pk, Thing(name, _if(actor, "assessment.read", "scoring", scoring.pk))


def _alternatives(keys: set[int], actor: Actor) -> Found:
    for alternative in Alternative.objects.filter(pk__in=keys):
        link = _if(actor, "assessment.read", "alternative", alternative.pk)
        yield alternative.pk, Thing(_same(alternative.title), link)


def _publications(keys: set[int], actor: Actor) -> Found:
    for publication in Publication.objects.filter(pk__in=keys):
        link = _if(actor, "assessment.read", "publication", publication.pk)
        yield publication.pk, Thing(_same(publication.title), link)


def _events(keys: set[int], actor: Actor) -> Found:
    for event in OutsideEvent.objects.filter(pk__in=keys):
        yield event.pk, Thing(_same(event.document), _if(actor, "assessment.read", "events"))


def _objections(keys: set[int], actor: Actor) -> Found:
    for objection in Objection.objects.filter(pk__in=keys).select_related("publication"):
        name = _same(objection.publication.title)
        yield objection.pk, Thing(name, _if(actor, "assessment.read", "objections"))


def name_of(office: Office) -> Text:
    """An office's name in both languages."""
    return Text(office.name_zh, office.name_en)


def _if(actor: Actor, action: str, page: str, *args: object) -> str:
    return reverse(page, args=args) if may(actor, action) else ""


def _page_of(user: int, actor: Actor) -> str:
    return _if(actor, "accounts.read", "accounts_user", user)


def _same(name: str) -> Text:
    return Text(name, name)


POST = Post._meta.label_lower
_LOOKED_UP: Mapping[str, Callable[[set[int], Actor], Found]] = {
    Report._meta.label_lower: _reports,
    Round._meta.label_lower: _rounds,
    Snapshot._meta.label_lower: _snapshots,
    Zone._meta.label_lower: _zones,
    Office._meta.label_lower: _offices,
    User._meta.label_lower: _users,
    POST: _posts,
    Token._meta.label_lower: _tokens,
    Mail._meta.label_lower: _mails,
    Scoring._meta.label_lower: _scorings,
    Alternative._meta.label_lower: _alternatives,
    Publication._meta.label_lower: _publications,
    OutsideEvent._meta.label_lower: _events,
    Objection._meta.label_lower: _objections,
}
