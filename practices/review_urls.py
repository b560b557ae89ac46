"""The desk on which editors review what was sent in."""

from __future__ import annotations

from django.urls import path

from .views import deciding, handling, merging, remarking, reviewing

app_name = "review"

urlpatterns = [
    path("redactie/", reviewing.queue, name="queue"),
    path("redactie/volgende/", handling.take_next, name="next"),
    path("redactie/<uuid:reference>/", reviewing.submission, name="submission"),
    path("redactie/<uuid:reference>/verloop/", reviewing.history, name="history"),
    path("redactie/<uuid:reference>/wijzigen/", reviewing.edit, name="edit"),
    path("redactie/<uuid:reference>/nemen/", handling.take, name="take"),
    path("redactie/<uuid:reference>/terugleggen/", handling.release, name="release"),
    path("redactie/<uuid:reference>/overdragen/", handling.hand_over, name="hand_over"),
    path("redactie/<uuid:reference>/vraag/", remarking.ask, name="ask"),
    path("redactie/<uuid:reference>/vraag/<int:remark>/weg/", remarking.drop, name="drop"),
    path("redactie/<uuid:reference>/notitie/", remarking.jot, name="jot"),
    path("redactie/<uuid:reference>/bericht/", remarking.say, name="say"),
    path("redactie/<uuid:reference>/element/", remarking.file_under, name="file_under"),
    path("redactie/<uuid:reference>/trefwoord/", remarking.add_tag, name="add_tag"),
    path("redactie/<uuid:reference>/terugzetten/", remarking.restore, name="restore"),
    path("redactie/<uuid:reference>/samenvoegen/", merging.merge, name="merge"),
    path("redactie/<uuid:reference>/losmaken/", merging.separate, name="separate"),
    path("redactie/<uuid:reference>/besluit/", deciding.decide, name="decide"),
    path("redactie/<uuid:reference>/terugdraaien/", deciding.undo, name="undo"),
]
