"""Proposing a change to what is published, and seeing how something will look."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Organisation, Practice, Source, Submission
from practices.workflow import submissions

from ..factories import (
    make_coordinator,
    make_participation,
    make_pillar_tag,
    make_practice,
    make_region,
    make_source,
    make_submission,
    make_user,
)
from ..logging_in import log_in
from .filling import address, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    """A published practice with a bit of everything."""
    practice = make_practice(
        "Zelf roosteren",
        slug="zelf-roosteren",
        sources=[make_source()],
        regions=[make_region("utrecht")],
        tags=["rooster"],
        approach="Zo deden zij het.",
        contact_name="Niet Tonen",
        contact_email="niet-tonen@voorbeeld.invalid",
    )
    make_pillar_tag(practice, "2a")
    make_participation(practice, "Zorggroep Voorbeeld")
    return practice


def test_a_visitor_reads_what_it_is_and_logs_in_first(client: Client, practice: Practice) -> None:
    place = "/indienen/wijziging/zelf-roosteren/"
    page = client.get(place).content.decode()
    assert f"/inloggen/?next=%2Findienen%2Fwijziging%2F{practice.slug}%2F" in page
    answer = client.post(place, {"key": str(uuid4())})
    assert answer.headers["Location"].startswith("/inloggen/")
    assert not Submission.objects.exists()


def test_a_change_begins_with_the_published_text_and_leaves_it_alone(
    client: Client, practice: Practice
) -> None:
    log_in(client, make_user())
    answer = fill(client, "/indienen/wijziging/zelf-roosteren/")
    submission = Submission.objects.get()
    assert answer.headers["Location"] == address(submission, "kern")
    assert (submission.practice, submission.is_change) == (practice, True)
    fill(client, address(submission, "verhaal"), approach="Zo doen wij het nu.")
    assert Practice.objects.get().approach == "Zo deden zij het."
    page = client.get(address(submission, "controleren")).content.decode()
    assert "Wat u verandert" in page
    assert "<ins>" in page


def test_a_change_does_not_tell_a_contact_without_consent(
    client: Client, practice: Practice
) -> None:
    log_in(client, make_user())
    fill(client, "/indienen/wijziging/zelf-roosteren/")
    submission = Submission.objects.get()
    for step in ("contact", "controleren", "kern"):
        page = client.get(address(submission, step)).content.decode().lower()
        assert "niet tonen" not in page
        assert "niet-tonen" not in page
    page = client.get(f"/indienen/{submission.reference}/voorbeeld/").content.decode().lower()
    assert "niet-tonen" not in page


def test_pressing_the_button_twice_begins_one_change(client: Client, practice: Practice) -> None:
    log_in(client, make_user())
    key = {"key": str(uuid4())}
    places = {
        client.post("/indienen/wijziging/zelf-roosteren/", key).headers["Location"]
        for _ in range(3)
    }
    assert len(places) == 1
    assert Submission.objects.count() == 1


def test_a_change_that_is_open_is_shown_to_its_owner_only(
    client: Client, practice: Practice
) -> None:
    user = make_user()
    submission = submissions.propose_change(practice, submitter=user, key=uuid4())
    log_in(client, user)
    place = "/indienen/wijziging/zelf-roosteren/"
    assert submission.get_absolute_url() in client.get(place).content.decode()
    other = log_in(Client(), make_coordinator(make_region("drenthe")))
    assert submission.get_absolute_url() not in other.get(place).content.decode()


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_what_is_not_published_cannot_be_changed_here(client: Client, status: str) -> None:
    make_practice(slug="weg", status=status)
    log_in(client, make_user())
    assert client.get("/indienen/wijziging/weg/").status_code == 404
    assert client.post("/indienen/wijziging/weg/", {"key": str(uuid4())}).status_code == 404


def test_the_preview_is_the_public_page_and_leaves_nothing_behind(client: Client) -> None:
    submission = make_submission(
        "Nieuw plan",
        approach="Eerst **dit**.\n\n- dan dat",
        tags=["nieuw-woord"],
        figures=[["Deelnemers", "120"]],
        organisations=[["initiatiefnemer", "Nieuwe Zorggroep"]],
        contact_name="Stil Persoon",
    )
    log_in(client, submission.submitter)  # type: ignore[arg-type]
    page = client.get(f"/indienen/{submission.reference}/voorbeeld/").content.decode()
    assert "Zo komt het eruit te zien" in page
    for shown in ("Nieuw plan", "<strong>dit</strong>", "nieuw-woord", "120", "Nieuwe Zorggroep"):
        assert shown in page
    assert "Stil Persoon" not in page
    assert not Practice.objects.exists()
    assert not Organisation.objects.exists()
    assert not Source.objects.exists()


def test_the_preview_of_a_change_shows_the_new_text(client: Client, practice: Practice) -> None:
    Practice.objects.update(rendered={"approach": "<p>Oud en opgeslagen.</p>"})
    user = make_user()
    submission = submissions.propose_change(practice, submitter=user, key=uuid4())
    log_in(client, user)
    fill(client, address(submission, "verhaal"), approach="Nieuwe aanpak.")
    page = client.get(f"/indienen/{submission.reference}/voorbeeld/").content.decode()
    assert "Nieuwe aanpak." in page
    assert "Oud en opgeslagen" not in page
    kept = Practice.objects.get()
    assert kept.approach == "Zo deden zij het."
    assert kept.rendered == {"approach": "<p>Oud en opgeslagen.</p>"}


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "[klik](javascript:alert(1))", "<img src=x onerror=a>"]
)
def test_hostile_words_are_only_words(client: Client, hostile: str) -> None:
    submission = make_submission(hostile, summary=hostile, approach=hostile, tags=[hostile])
    log_in(client, submission.submitter)  # type: ignore[arg-type]
    places = [
        address(submission, step) for step in ("", "kern", "verhaal", "bewijs", "controleren")
    ]
    for place in (*places, f"/indienen/{submission.reference}/voorbeeld/"):
        page = client.get(place).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page
