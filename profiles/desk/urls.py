"""The desk's two public doors: reports of mistakes, and links that show a draft."""

from django.urls import path

from . import mistakes, previewing

urlpatterns = [
    path("report/", mistakes.report, name="report"),
    path("report/<str:token>/", mistakes.thank, name="reported"),
    path("preview/<str:token>/", previewing.preview, name="preview"),
]

untranslated = [path("preview/<str:token>/file/", previewing.preview_file, name="preview_file")]
