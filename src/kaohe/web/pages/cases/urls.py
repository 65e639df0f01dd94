"""Addresses of cases."""

from django.urls import path

from kaohe.web.pages.cases import ledger, lists, one, preparing, steps, talks

urlpatterns = [
    path("", lists.cases, name="cases"),
    path("<int:pk>/", one.case, name="case"),
    path("<int:pk>/steps/<slug:step>", steps.take, name="case_step"),
    path("<int:pk>/due", preparing.due, name="case_due"),
    path("<int:pk>/offices", preparing.offices, name="case_offices"),
    path("<int:pk>/letters/<slug:kind>", preparing.letter, name="case_letter"),
    path("<int:pk>/talk", talks.setting, name="case_talk"),
    path("<int:pk>/talk/move", talks.moving, name="case_talk_move"),
    path("<int:pk>/talk/held", talks.held, name="case_talk_held"),
    path("<int:pk>/commitments", talks.promising, name="case_promise"),
    path("<int:pk>/commitments/<int:commitment>", talks.checking, name="case_recheck"),
    path("<int:pk>/items", ledger.entering, name="case_items"),
    path("<int:pk>/items/<int:item>/<slug:step>", ledger.working, name="case_item"),
    path("<int:pk>/answers/<int:file>", ledger.answer_file, name="case_answer_file"),
    path("<int:pk>/evidence/<int:step>", ledger.item_file, name="case_item_file"),
]
