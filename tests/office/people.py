"""People for tests: users with posts in offices of Guangdong, and an instant at which they act."""

from datetime import UTC, date, datetime

from kaohe.office.accounts.actors import Actor, actor_of
from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import Role

AT = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)  # noon in Guangzhou
DAY = date(2026, 7, 1)
PASSWORD = "correct horse battery"
OFFICES = {
    "commerce": ("department", "广东省商务厅", "Guangdong Department of Commerce", ""),
    "statistics": ("department", "广东省统计局", "Guangdong Bureau of Statistics", ""),
    "government": (
        "provincial_government",
        "广东省人民政府",
        "People's Government of Guangdong Province",
        "",
    ),
    "guangzhou": ("city_government", "广州市人民政府", "People's Government of Guangzhou", "广州市"),
    "guangzhou_bureau": ("department", "广州市统计局", "Guangzhou Bureau of Statistics", "广州市"),
    "zhanjiang": ("city_government", "湛江市人民政府", "People's Government of Zhanjiang", "湛江市"),
    "gdd": ("committee", "广州开发区管委会", "Committee of Guangzhou Development District", "广州市"),
    "nansha": ("committee", "南沙开发区管委会", "Committee of Nansha Development Zone", "广州市"),
    "zetdz": ("committee", "湛江开发区管委会", "Committee of Zhanjiang Zone", "湛江市"),
    "auditors": ("not_named", "某会计师事务所", "An Accounting Firm", ""),
}


def office(code: str) -> Office:
    kind, zh, en, city = OFFICES[code]
    defaults = {"kind": kind, "name_zh": zh, "name_en": en, "city": city}
    return Office.objects.get_or_create(code=code, defaults=defaults)[0]


def user(username: str, *posts: tuple[Role, str], **fields) -> User:
    """A user, with posts that run without end since the first of January."""
    new = User.objects.create_user(username, PASSWORD, **{"name": username, **fields})
    for role, code in posts:
        Post.objects.create(user=new, office=office(code), role=role, since=date(2026, 1, 1))
    return new


def actor(username: str, *posts: tuple[Role, str]) -> Actor:
    return actor_of(user(username, *posts), AT, "192.0.2.1")


def system_admin() -> Actor:
    return actor("sys", (Role.SYSTEM_ADMIN, "commerce"))


def security_admin() -> Actor:
    return actor("sec", (Role.SECURITY_ADMIN, "commerce"))
