"""Addresses of reporting."""

from django.urls import path

from kaohe.web.pages.reports import evidence, grid, handing_in, mine, saving, spreadsheet, versions

urlpatterns = [
    path("", mine.reports, name="reports"),
    path("<int:pk>/", grid.report, name="report"),
    path("<int:pk>/cells", saving.cells, name="report_cells"),
    path("<int:pk>/outlook", grid.outlook, name="report_outlook"),
    path("<int:pk>/reply", saving.answer, name="report_reply"),
    path("<int:pk>/cells/<str:item>/evidence", evidence.attached, name="report_attach"),
    path("<int:pk>/evidence/<int:evidence>", evidence.download, name="report_evidence"),
    path("<int:pk>/evidence/<int:evidence>/withdraw", evidence.withdrawn, name="report_withdraw"),
    path("<int:pk>/people", handing_in.people, name="report_people"),
    path("<int:pk>/submit/", handing_in.submission, name="report_submit"),
    path("<int:pk>/versions/", versions.versions, name="report_versions"),
    path("<int:pk>/form.xlsx", spreadsheet.form, name="report_form"),
    path("<int:pk>/upload/", spreadsheet.upload, name="report_upload"),
    path("<int:pk>/upload/save", spreadsheet.save, name="report_upload_save"),
]
