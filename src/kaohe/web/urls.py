"""Every address of the office: one list a room of pages."""

from django.urls import include, path

from kaohe.web.pages import health, home, reading, rounds, style, watch
from kaohe.web.pages.journal import page as journal

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz),
    path("journal/", journal.journal, name="journal"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/-/open/", rounds.open_new, name="round_open"),
    path("rounds/<slug:code>/", rounds.round, name="round"),
    path("rounds/<slug:code>/windows/<slug:kind>/", rounds.window, name="round_window"),
    path("rounds/<slug:code>/standings/", rounds.preview, name="round_preview"),
    path("rounds/<slug:code>/freeze/", rounds.freezing, name="round_freeze"),
    path("rounds/<slug:code>/snapshots/<int:number>/", rounds.snapshot, name="round_snapshot"),
    path("watch/", watch.watch, name="watch"),
    path("watch/<slug:code>/", watch.watch, name="watch_round"),
    path("watch/<slug:code>/nudge/", watch.nudges, name="watch_nudge"),
    path("api/", include("kaohe.web.api.urls")),
    path("cases/", include("kaohe.web.pages.cases.urls")),
    path("deadlines/", include("kaohe.web.pages.deadlines.urls")),
    path("language/", reading.language, name="language"),
    path("money/", reading.money, name="money"),
    path("papers/", include("kaohe.web.pages.papers.urls")),
    path("reports/", include("kaohe.web.pages.reports.urls")),
    path("style/", style.style, name="style"),
    path("", include("kaohe.web.pages.review_urls")),
    path("", include("kaohe.web.pages.accounts.urls")),
    path("", include("kaohe.web.pages.assessment.urls")),
    path("", include("kaohe.web.pages.findings.urls")),
    path("zones/", include("kaohe.web.zones_urls")),
    path("notices/", include("kaohe.web.notices_urls")),
]

handler400 = "kaohe.web.pages.failures.bad_request"
handler403 = "kaohe.web.pages.failures.forbidden"
handler404 = "kaohe.web.pages.failures.missing"
handler500 = "kaohe.web.trouble.fault"
