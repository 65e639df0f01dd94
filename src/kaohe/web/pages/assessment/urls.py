"""Addresses of assessments: inside the office, and what is public."""

from django.urls import path

from kaohe.web.pages.assessment import (
    alternatives,
    events,
    objections,
    official,
    public,
    publications,
    scorings,
)

_OF = "published/<int:year>/<slug:field>/<slug:origin>/"

urlpatterns = [
    path("assessments/", scorings.assessments, name="assessments"),
    path("assessments/-/score/", scorings.ask, name="scoring_ask"),
    path("assessments/scorings/<int:pk>/", scorings.scoring, name="scoring"),
    path("assessments/scorings/<int:pk>/files/<str:name>", scorings.file, name="scoring_file"),
    path("assessments/scorings/<int:pk>/propose/", publications.new, name="publication_new"),
    path("assessments/scorings/<int:pk>/try/", alternatives.ask, name="alternative_ask"),
    path("assessments/scorings/<int:pk>/scheme.yaml", alternatives.scheme, name="scoring_scheme"),
    path("assessments/alternatives/<int:pk>/", alternatives.alternative, name="alternative"),
    path("assessments/alternatives/<int:pk>/files/<str:name>", alternatives.file, name="alternative_file"),
    path("assessments/publications/<int:pk>/", publications.publication, name="publication"),
    path("assessments/publications/<int:pk>/decide/", publications.decide, name="publication_decide"),
    path("assessments/publications/<int:pk>/compared/", publications.compared, name="publication_compared"),
    path("assessments/publications/<int:pk>/file/", publications.file, name="publication_file"),
    path("assessments/-/official/", official.look, name="official"),
    path("assessments/-/official/propose/", official.take_in, name="official_propose"),
    path("assessments/-/events/", events.events, name="events"),
    path("assessments/-/events/new/", events.new, name="event_new"),
    path("assessments/-/events/<int:pk>/recant/", events.recanting, name="event_recant"),
    path("assessments/-/events/<int:pk>/file/", events.file, name="event_file"),
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:pk>/", objections.reviewing, name="objection_review"),
    path("objections/<int:pk>/file/", objections.file, name="objection_file"),
    path("published/", public.index, name="published"),
    path("published/<int:year>/<slug:field>/", public.year, name="published_year"),
    path(_OF, public.standings, name="published_standings"),
    path(f"{_OF}method/", public.method, name="published_method"),
    path(f"{_OF}standings.<slug:ending>", public.download, name="published_download"),
    path(f"{_OF}results.xlsx", public.results, name="published_results"),
    path(f"{_OF}zones/<path:unit>/object/", objections.new, name="object_new"),
    path(f"{_OF}zones/<path:unit>/", public.zone, name="published_zone"),
]
