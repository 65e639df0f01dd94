"""The office as it is, and one more address that only writes: see `urls`."""

from kaohe.web.settings import *  # noqa: F403

ROOT_URLCONF = "tests.faults.urls"
