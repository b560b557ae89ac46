"""Beginning: with a title and an address, or by somebody who is logged in."""

from __future__ import annotations

from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client

from practices.models import Mail, Submission, User

from ..factories import (
    make_coordinator,
    make_pillars,
    make_practice,
    make_region,
    make_sector,
    make_submission,
    make_user,
)
from ..logging_in import log_in
from .starting import code_for, started

pytestmark = pytest.mark.django_db


def test_first_page_is_for_everybody_and_says_what_happens(client: Client) -> None:
    page = client.get("/indienen/")
    assert page.status_code == 200
    assert "Niets komt ongelezen op de site" in page.content.decode()


def test_button_says_whether_a_code_is_mailed(client: Client) -> None:
    assert "Mail mij een code en ga verder</button>" in client.get("/indienen/").content.decode()
    page = log_in(client, make_user()).get("/indienen/").content.decode()
    assert ">Ga verder</button>" in page
    assert "Mail mij een code" not in page


def test_error_above_the_form_has_one_sign_after_the_name_of_its_field(client: Client) -> None:
    page = client.post("/indienen/", started(title="", email="geen adres")).content.decode()
    assert 'href="#id_title">Hoe heet het voorbeeld? Vul ' in page
    assert 'href="#id_email">Uw e-mailadres: ' in page


def test_a_visitor_types_a_code_and_finds_the_title_kept(client: Client) -> None:
    make_sector("ggz")
    answer = client.post("/indienen/?sector=ggz", started(email="nieuw@voorbeeld.invalid"))
    assert answer.headers["Location"] == "/inloggen/code/"
    assert not Submission.objects.exists(), "niets voordat het adres bewezen is"
    answer = client.post(
        "/inloggen/code/", {"code": code_for("nieuw@voorbeeld.invalid")}, follow=True
    )
    submission = Submission.objects.get()
    assert answer.redirect_chain[-1][0] == f"/indienen/{submission.reference}/"
    assert submission.title == "Rooster maken"
    assert submission.submitter is not None
    assert submission.submitter.email == "nieuw@voorbeeld.invalid"
    assert list(submission.sectors.values_list("slug", flat=True)) == ["ggz"]


def test_what_was_filled_in_beforehand_is_told_again_after_the_code(client: Client) -> None:
    make_pillars()
    make_region("zeeland", name="Zeeland")
    address, email = "/indienen/?regio=zeeland&pijler=3c&pijler=1", "nieuw@voorbeeld.invalid"
    told = "Vast ingevuld: regio Zeeland, pijler 1 Grip op geld en element 3c Element 3c."
    assert told in client.get(address).content.decode()
    client.post(address, started(email=email))
    page = client.post("/inloggen/code/", {"code": code_for(email)}, follow=True)
    assert told in page.content.decode()
    Submission.objects.update(extent="case")
    assert "Vast ingevuld" not in client.get(page.redirect_chain[-1][0]).content.decode()


def test_regions_stand_by_kind_under_their_bare_names(client: Client) -> None:
    make_region("fryslan", name="Fryslân")
    make_region("friesland", name="Friesland", kind="arbeidsmarktregio")
    make_region("friesland-plus", name="Friesland", kind="regioplus")
    page = client.get("/indienen/").content.decode()
    kinds = ("Provincies", "Arbeidsmarktregio’s", "RegioPlus-regio’s")
    assert [f'<optgroup label="{kind}">' in page for kind in kinds] == [True] * 3
    assert page.count(">Friesland</option>") == 2


def test_going_back_to_the_address_after_the_code_begins_nothing_twice(client: Client) -> None:
    client.post("/indienen/", started(email="nieuw@voorbeeld.invalid"))
    first = client.post("/inloggen/code/", {"code": code_for("nieuw@voorbeeld.invalid")})
    client.get(first.headers["Location"])
    again = client.get(first.headers["Location"])
    assert again.headers["Location"] == "/indienen/"
    assert Submission.objects.count() == 1


def test_a_key_of_another_session_begins_nothing(client: Client) -> None:
    client.post("/indienen/", started(email="nieuw@voorbeeld.invalid"))
    other = log_in(Client(), make_user())
    assert other.get(f"/indienen/?verder={uuid4()}").headers["Location"] == "/indienen/"
    assert not Submission.objects.exists()


def test_a_second_click_mails_no_second_code(client: Client) -> None:
    form = started(email="nieuw@voorbeeld.invalid")
    assert client.post("/indienen/", form).status_code == 302
    assert client.post("/indienen/", form).headers["Location"] == "/inloggen/code/"
    assert Mail.objects.count() == 1


def test_known_new_and_staff_addresses_get_the_same_answer() -> None:
    make_user("redacteur", email="staf@voorbeeld.invalid")
    make_user(email="bekend@voorbeeld.invalid")
    answers = [
        Client().post("/indienen/", started(email=f"{name}@voorbeeld.invalid"))
        for name in ("staf", "bekend", "nieuw")
    ]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, "/inloggen/code/")
    }
    assert User.objects.filter(email="nieuw@voorbeeld.invalid").count() == 0


def test_somebody_logged_in_begins_at_once_and_once(client: Client) -> None:
    user = make_user()
    log_in(client, user)
    form = started()
    answers = [client.post("/indienen/", form) for _ in range(3)]
    submission = Submission.objects.get()
    assert {one.headers["Location"] for one in answers} == {f"/indienen/{submission.reference}/"}
    assert (submission.submitter, submission.status) == (user, "draft")
    assert 'name="email"' not in client.get("/indienen/").content.decode()


def test_only_the_named_fields_are_taken(client: Client) -> None:
    other, practice = make_user(), make_practice()
    log_in(client, make_user())
    client.post(
        "/indienen/",
        started(
            status="accepted",
            submitter=other.pk,
            practice=practice.pk,
            version=9,
            is_change="on",
            extent="case",
            summary="x",
            assignee=other.pk,
            reference=str(uuid4()),
            contact_consent_on="2026-01-01",
        ),
    )
    submission = Submission.objects.get()
    assert submission.submitter != other
    assert (submission.status, submission.version, submission.extent) == ("draft", 1, "tip")
    assert (submission.practice, submission.assignee, submission.summary) == (None, None, "")


def test_a_region_lets_its_coordinator_see_the_draft(client: Client) -> None:
    region = make_region("utrecht")
    coordinator = make_coordinator(region)
    log_in(client, make_user())
    client.post("/indienen/", started(region="utrecht"))
    submission = Submission.objects.get()
    assert submission.region == region
    seen = log_in(Client(), coordinator).get(f"/indienen/{submission.reference}/")
    assert seen.status_code == 200


def test_unknown_values_in_the_address_are_ignored_with_a_notice(client: Client) -> None:
    make_pillars()
    make_sector("ggz", name="Ggz")
    page = client.get(
        "/indienen/?sector=ggz&sector=mars&pijler=2a&pijler=9z&regio=x"
    ).content.decode()
    assert "Vast ingevuld: sector Ggz en element 2a Element 2a" in page
    for wrong in ("sector ‘mars’", "pijler ‘9z’", "regio ‘x’"):
        assert f"Wij kennen {wrong} niet" in page


def test_a_prefilled_element_is_the_word_of_the_submitter(client: Client) -> None:
    make_pillars()
    log_in(client, make_user())
    client.post("/indienen/?pijler=2a&pijler=1", started())
    assert Submission.objects.get().pillar_tags == [
        ["1", None, "inzender", ""],
        ["2", "2a", "inzender", ""],
    ]


def test_a_stub_in_the_address_leads_to_a_change(client: Client) -> None:
    make_practice("Genoemd", slug="genoemd", evidence="genoemd")
    make_practice("Geheim", slug="geheim", status="draft")
    assert (
        "/indienen/wijziging/genoemd/"
        in client.get("/indienen/?voorbeeld=genoemd").content.decode()
    )
    assert "Geheim" not in client.get("/indienen/?voorbeeld=geheim").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"title": "x" * 101}, {"email": "nee"}, {"email": ""}]
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, wrong: dict[str, str]
) -> None:
    page = client.post(
        "/indienen/", started(**{"email": "a@voorbeeld.invalid", **wrong})
    ).content.decode()
    assert "<title>Fout: " in page
    assert 'aria-invalid="true"' in page
    assert wrong.get("title", "Rooster maken") in page
    assert not Mail.objects.exists()


def test_a_program_that_fills_every_field_begins_nothing(client: Client) -> None:
    log_in(client, make_user())
    client.post("/indienen/", started(website="https://spam.invalid"))
    assert not Submission.objects.exists()


def test_too_many_codes_are_refused_in_words(client: Client) -> None:
    with patch("practices.accounts.codes.ratelimit.consume", return_value=False):
        answer = client.post("/indienen/", started(email="nieuw@voorbeeld.invalid"))
    assert answer.status_code == 429
    assert "te vaak een code" in answer.content.decode()


# --- Bestaat dit al? -----------------------------------------------------------------------------


def test_what_resembles_a_title_is_told_to_everybody_with_the_reason(client: Client) -> None:
    make_practice("Gezamenlijk roosteren in de wijk", slug="roosteren")
    page = client.get("/indienen/bestaat-al/?titel=gezamenlijk+roosteren").content.decode()
    assert "/voorbeelden/roosteren/" in page
    assert "/indienen/wijziging/roosteren/" in page
    assert client.cookies == {}


def test_drafts_of_others_do_not_resemble_anything(client: Client) -> None:
    make_submission("Gezamenlijk roosteren in de wijk")
    make_practice("Gezamenlijk roosteren in het dorp", slug="dorp", status="draft")
    for visitor in (client, log_in(Client(), make_user())):
        page = visitor.get("/indienen/bestaat-al/?titel=gezamenlijk+roosteren").content.decode()
        assert "<li>" not in page


def test_ones_own_other_submission_does_resemble_but_not_the_one_at_hand(client: Client) -> None:
    user = make_user()
    one = make_submission("Gezamenlijk roosteren in de wijk", submitter=user)
    log_in(client, user)
    ask = "/indienen/bestaat-al/?titel=gezamenlijk+roosteren"
    assert "Gezamenlijk roosteren" in client.get(ask).content.decode()
    assert "<li>" not in client.get(f"{ask}&inzending={one.reference}").content.decode()
    assert client.get(f"{ask}&inzending=onzin").status_code == 200


@pytest.mark.parametrize("title", ["", "a", "\x00", "<script>", "x" * 5000, "%", "''--"])
def test_any_title_gets_an_answer(client: Client, title: str) -> None:
    answer = client.get("/indienen/bestaat-al/", {"titel": title})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
