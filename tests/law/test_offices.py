from collections import Counter
from datetime import date

import pytest

from kaohe.law import (
    city_government,
    committee,
    instrument,
    listed_offices,
    office_on,
    province_name,
    provincial_government,
)

NAMED = {
    code
    for chapter in instrument("guangdong-2016").chapters
    for clause in chapter.clauses
    for code in clause.offices
} - {"host_city_government"}


def test_the_brackets_name_24_bodies_of_three_kinds():
    kinds = Counter(listed_offices()[code].kind for code in NAMED)
    assert kinds == {"department": 18, "party_organ": 2, "central_body": 4}


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("land_resources", "国土资源", "自然资源"),
        ("environmental_protection", "环境保护", "生态环境"),
        ("economy_informatization", "经济和信息化", "工业和信息化"),
        ("industry_commerce", "工商", "市场监督"),
        ("intellectual_property", "知识产权", "市场监督"),
        ("work_safety", "安全生产", "应急"),
        ("legislative_affairs", "法制", "司法"),
        ("commerce", "商务", "商务"),
    ],
)
def test_the_reform_of_2018_moved_duties(code, before, after):
    assert before in office_on(code, date(2016, 8, 31)).name.zh
    assert before in office_on(code, date(2018, 12, 31)).name.zh, "the day within the year isn't recorded"
    assert after in office_on(code, date(2019, 1, 1)).name.zh
    assert after in office_on(code, date(2030, 1, 1)).name.zh


def test_every_successor_is_on_the_list():
    offices = listed_offices()
    assert all(office.succeeded_by.office in offices for office in offices.values() if office.succeeded_by)


def test_names_by_relation():
    assert provincial_government("广东").name.zh == "广东省人民政府"
    assert provincial_government("广东省").name.zh == "广东省人民政府"
    assert provincial_government("宁夏").name.zh == "宁夏回族自治区人民政府"
    assert province_name("某地").zh == "某地"
    assert city_government("湛江").name.zh == city_government("湛江市").name.zh == "湛江市人民政府"
    assert city_government("延边朝鲜族自治州").name.zh == "延边朝鲜族自治州人民政府"
    assert committee("湛江经济技术开发区").name.zh == "湛江经济技术开发区管理委员会"
