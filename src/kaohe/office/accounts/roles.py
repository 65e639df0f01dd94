"""Roles: what somebody is in an office."""

from enum import StrEnum


class Role(StrEnum):
    """Three of them stay separate people: who runs the system, who grants access, who reads the journal."""

    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"
    PROVINCE_HEAD = "province_head"  # opens, accepts and freezes for the commerce department
    PROVINCE_OFFICER = "province_officer"  # reviews, watches, nudges
    CITY_OFFICER = "city_officer"  # first review of the city's zones; reports the city's own figures
    COMMITTEE_HEAD = "committee_head"  # submits for the zone
    COMMITTEE_REPORTER = "committee_reporter"  # fills the zone's report
    DEPARTMENT_OFFICER = "department_officer"  # confirms the items its office vouches for
    GOVERNMENT_OFFICER = (
        "government_officer"  # the general office: instructs, hears, receives for the government
    )
    OUTSIDE_REVIEWER = "outside_reviewer"  # for a limited time: reads and queries only


SEPARATE = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR})
SECOND_FACTOR = frozenset(Role) - {Role.COMMITTEE_REPORTER, Role.OUTSIDE_REVIEWER}
"""Whoever submits, decides, administers or audits signs in with a second factor: all but those who only fill
in or ask."""
