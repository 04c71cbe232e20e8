"""The desk's three public doors: reports of mistakes, links that show a draft, and links in mails that ask whether
facts are still true."""

from django.urls import path

from . import mistakes, previewing, stilltrue

urlpatterns = [
    path("report/", mistakes.report, name="report"),
    path("report/<str:token>/", mistakes.thank, name="reported"),
    path("preview/<str:token>/", previewing.preview, name="preview"),
    path("still-true/<str:token>/", stilltrue.still_true, name="still_true"),
]

untranslated = [path("preview/<str:token>/file/", previewing.preview_file, name="preview_file")]
