"""The office as it is, with one more page that does one committed insert, to be measured beside."""

from kaohe.web.settings import *  # noqa: F403

DEMO = True  # nobody has a second factor here
ROOT_URLCONF = "tests.load.urls"
