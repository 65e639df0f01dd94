"""Somebody for each role, in Guangdong: names of offices are real, names of people are not."""

from datetime import date

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from kaohe.office.accounts.models import Office, Post, User
from kaohe.office.accounts.roles import SECOND_FACTOR, Role

DEPARTMENT = ("gd-commerce", "department", "广东省商务厅", "Department of Commerce of Guangdong Province", "")
CITY = (
    "gd-zhanjiang",
    "city_government",
    "湛江市人民政府",
    "Government of Zhanjiang City",
    "湛江市",
)
COMMITTEE = (
    "gd-zhanjiang-etdz",
    "committee",
    "湛江经济技术开发区管理委员会",
    "Administrative Committee of Zhanjiang ETDZ",
    "湛江市",
)
OFFICES = {
    Role.CITY_OFFICER: CITY,
    Role.COMMITTEE_HEAD: COMMITTEE,
    Role.COMMITTEE_REPORTER: COMMITTEE,
    Role.DEPARTMENT_OFFICER: (
        "gd-statistics",
        "department",
        "广东省统计局",
        "Statistics Bureau of Guangdong Province",
        "",
    ),
}
PASSWORD = "a long enough sentence"
INVENTED = ("李敏", "王强", "张静", "陈明", "黄丽", "林涛", "何伟", "吴芳", "郑洁", "周宁", "孙琳")
NAMES = dict(zip(Role, INVENTED, strict=True))


def person(role: Role | None) -> User:
    """Ready to sign in, with a post of the role since 2016; without a role: nobody in particular."""
    name = NAMES[role] if role else "赵平"
    user = User.objects.create_user(role.value if role else "nobody", PASSWORD, name=name)
    if role in SECOND_FACTOR:
        TOTP.activate(user, generate_totp_secret())
    if role:
        code, kind, zh, en, city = OFFICES.get(role, DEPARTMENT)
        office, _ = Office.objects.get_or_create(
            code=code, defaults={"kind": kind, "name_zh": zh, "name_en": en, "city": city}
        )
        Post.objects.create(user=user, office=office, role=role.value, since=date(2016, 1, 1))
    return user
