"""Every address of the office: one list a room of pages."""

from django.urls import include, path

from kaohe.web.pages import home, reading, style

urlpatterns = [
    path("", home.home, name="home"),
    path("language/", reading.language, name="language"),
    path("money/", reading.money, name="money"),
    path("style/", style.style, name="style"),
    path("", include("kaohe.web.pages.review_urls")),
    path("account/", include("allauth.urls")),
]

handler400 = "kaohe.web.pages.failures.bad_request"
handler403 = "kaohe.web.pages.failures.forbidden"
handler404 = "kaohe.web.pages.failures.missing"
handler500 = "kaohe.web.pages.failures.broken"
