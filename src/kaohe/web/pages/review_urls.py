"""The addresses of review and of vouching."""

from django.urls import path

from kaohe.web.pages import review, review_acts, review_sample, vouch

urlpatterns = [
    path("review/", review.reports, name="review"),
    path("review/sample", review_sample.sample, name="review_sample"),
    path("review/reopenings", review.reopenings, name="review_reopenings"),
    path("review/<int:key>/", review.report, name="review_report"),
    path("review/<int:key>/moves", review.moves, name="review_moves"),
    path("review/<int:key>/versions/<int:earlier>..<int:later>", review.versions, name="review_versions"),
    path("review/<int:key>/cells/<str:item>", review_acts.say, name="review_say"),
    path("review/<int:key>/cells/<str:item>/reopen", review_acts.open_again, name="review_reopen"),
    path("review/<int:key>/clean", review_acts.clean, name="review_clean"),
    path("review/<int:key>/back", review_acts.back, name="review_back"),
    path("review/<int:key>/take", review_acts.take, name="review_take"),
    path("review/<int:key>/on", review_acts.on, name="review_on"),
    path("vouch/", vouch.vouch, name="vouch"),
    path("vouch/say", vouch.say, name="vouch_say"),
    path("vouch/list", vouch.compare_list, name="vouch_list"),
]
