"""The addresses of papers."""

from django.urls import path

from kaohe.web.pages.papers import incoming, lists, many, paper, register, runs, writing

urlpatterns = [
    path("", lists.desk, name="papers"),
    path("out/", lists.out, name="papers_out"),
    path("in/", lists.arrivals, name="papers_in"),
    path("register/", register.register, name="papers_register"),
    path("begin/", writing.begin, name="paper_begin"),
    path("many/", many.many, name="papers_many"),
    path("run/", runs.run, name="papers_run"),
    path("arrived/", incoming.arrived, name="incoming_arrived"),
    path("in/<int:pk>/", incoming.incoming, name="incoming"),
    path("in/<int:pk>/step/", incoming.step, name="incoming_step"),
    path("in/<int:pk>/file/", incoming.file, name="incoming_file"),
    path("deliveries/<int:pk>/take/", incoming.take, name="delivery_take"),
    path("<int:pk>/", paper.paper, name="paper"),
    path("<int:pk>/step/", paper.step, name="paper_step"),
    path("<int:pk>/fields/", writing.fields, name="paper_fields"),
    path("<int:pk>/parties/", writing.parties, name="paper_parties"),
    path("<int:pk>/wording/", writing.wording, name="paper_wording"),
    path("<int:pk>/docx/", paper.file, {"kind": "docx"}, name="paper_docx"),
    path("<int:pk>/pdf/", paper.file, {"kind": "pdf"}, name="paper_pdf"),
]
