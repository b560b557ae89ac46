"""The queue: who sees what, in which order, and whether the counts are true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.forms.queue import QueueFilterSet
from practices.models import Region, Submission, User
from practices.workflow import submissions

from ..factories import (
    make_coordinator,
    make_region,
    make_sector,
    make_submission,
    make_user,
)
from ..logging_in import log_in
from .pages import counts, page, text, titles

pytestmark = pytest.mark.django_db
S = Submission.Status


def wait(submission: Submission, days: int) -> Submission:
    """Let it have waited so many days."""
    moment = timezone.now() - timedelta(days=days, minutes=5)
    Submission.objects.filter(pk=submission.pk).update(turn_since=moment)
    return submission


def test_a_visitor_is_sent_to_log_in(client: Client) -> None:
    response = client.get("/redactie/")
    assert (response.status_code, response["Location"]) == (302, "/inloggen/?next=/redactie/")


def test_a_submitter_and_a_coordinator_have_no_desk() -> None:
    region = make_region()
    sent = make_submission(status=S.SUBMITTED, region=region)
    for person in (make_user(), sent.submitter, make_coordinator(region)):
        assert person is not None
        client = log_in(Client(), person)
        assert client.get("/redactie/").status_code == 403
        assert client.post("/redactie/volgende/").status_code == 403
        assert client.get(page(sent)).status_code == 404
        assert client.post(page(sent, "take")).status_code == 404


def test_whoever_waits_longest_is_first_and_drafts_never_show(desk: Client) -> None:
    wait(make_submission("Drie dagen", status=S.SUBMITTED), 3)
    wait(make_submission("Negen dagen", status=S.IN_REVIEW), 9)
    wait(make_submission("Concept"), 30)
    back_at_work = make_submission("Weer opgepakt", status=S.SUBMITTED)
    assert back_at_work.submitter
    submissions.withdraw(back_at_work, actor=back_at_work.submitter)
    submissions.resume(back_at_work, actor=back_at_work.submitter)
    assert titles(desk.get("/redactie/")) == ["Negen dagen", "Drie dagen"]
    everything = desk.get("/redactie/?beurt=alle")
    assert sorted(titles(everything)) == ["Drie dagen", "Negen dagen"]
    assert desk.get(page(back_at_work)).status_code == 404


def test_a_row_says_what_it_is_and_how_long_it_waits(desk: Client) -> None:
    utrecht = make_region("utrecht")
    wait(make_submission("Lang", status=S.SUBMITTED, region=utrecht, extent="tip"), 3)
    answer = text(desk.get("/redactie/"))
    assert "Wacht al 3 dagen" in answer
    assert '<span class="flag">Tip</span>' in answer
    assert "<span>Utrecht</span>" in answer


def test_a_title_with_a_script_stays_text(desk: Client) -> None:
    sent = make_submission("<script>alert(1)</script>", status=S.SUBMITTED)
    for address in ("/redactie/", page(sent), page(sent, "history")):
        answer = text(desk.get(address))
        assert "<script>alert" not in answer
        assert "&lt;script&gt;alert(1)" in answer


def test_a_province_holds_what_lies_in_it(desk: Client) -> None:
    province = make_region("utrecht")
    inside = make_region("amersfoort", parents=[province], kind="arbeidsmarktregio")
    make_submission("Erin", status=S.SUBMITTED, region=inside)
    make_submission("Zelf", status=S.SUBMITTED, region=province)
    make_submission("Elders", status=S.SUBMITTED, region=make_region("drenthe"))
    response = desk.get("/redactie/?regio=utrecht")
    assert titles(response) == ["Erin", "Zelf"]
    assert counts(response, "regio") == {"": 3, "utrecht": 2, "amersfoort": 1, "drenthe": 1}


def test_a_sector_holds_its_branches_and_counts_each_submission_once(desk: Client) -> None:
    care = make_sector("zorg")
    ggz, vvt = make_sector("ggz", parent=care), make_sector("vvt", parent=care)
    make_submission("Beide", status=S.SUBMITTED, sectors=[ggz.slug, vvt.slug])
    make_submission("Zorg", status=S.SUBMITTED, sectors=[care.slug])
    response = desk.get("/redactie/?sector=zorg")
    assert sorted(titles(response)) == ["Beide", "Zorg"]
    assert counts(response, "sector") == {"": 2, "zorg": 2, "ggz": 1, "vvt": 1}


def test_unknown_values_are_left_out_and_said(desk: Client) -> None:
    make_submission("Enige", status=S.SUBMITTED)
    response = desk.get("/redactie/?regio=mars&wacht=abc&pagina=x")
    assert titles(response) == ["Enige"]
    assert "Dit filter kennen wij niet: wacht, regio." in text(response)


def test_an_empty_queue_says_so(desk: Client) -> None:
    assert "Alles is behandeld." in text(desk.get("/redactie/"))
    assert "Wis alle filters" in text(desk.get("/redactie/?wacht=30"))


def test_the_number_of_queries_does_not_grow(desk: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get("/redactie/")
        return len(found)

    region = make_region("utrecht")
    make_submission("Een", status=S.SUBMITTED, region=region)
    desk.get("/redactie/")
    one = asked()
    for number in range(24):
        make_submission(f"Nog {number}", status=S.SUBMITTED, region=make_region())
    assert asked() == one


def test_own_submissions_have_no_button(desk: Client, chief: User) -> None:
    make_submission("Eigen", status=S.SUBMITTED, submitter=chief)
    answer = text(desk.get("/redactie/"))
    assert "Uw eigen inzending" in answer
    assert "Neem<span" not in answer


# --- Against brute force -------------------------------------------------------------------------

ROW = st.tuples(
    st.sampled_from([S.SUBMITTED, S.IN_REVIEW, S.CHANGES_REQUESTED, S.REJECTED, S.WITHDRAWN]),
    st.sampled_from([0, 6, 8, 15, 40]),
    st.sampled_from([None, "land", "utrecht", "amersfoort"]),
    st.sampled_from([None, "mij", "ander"]),
)
WITHIN = {"land": {"land", "utrecht", "amersfoort"}, "utrecht": {"utrecht", "amersfoort"}}
TURN = {
    S.SUBMITTED: "redactie",
    S.IN_REVIEW: "redactie",
    S.CHANGES_REQUESTED: "inzender",
    S.REJECTED: "niemand",
    S.WITHDRAWN: "niemand",
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(ROW, max_size=8),
    turn=st.sampled_from(["redactie", "inzender", "niemand", "alle"]),
    age=st.sampled_from(["", "7", "14", "30"]),
    region=st.sampled_from(["", "land", "utrecht", "amersfoort"]),
    hand=st.sampled_from(["", "mij", "niemand", "anderen"]),
)
def test_list_and_counts_are_what_brute_force_says(
    db: None,
    *,
    rows: list[tuple[S, int, str | None, str | None]],
    turn: str,
    age: str,
    region: str,
    hand: str,
) -> None:
    with transaction.atomic():
        me, other, submitter = (make_user("redacteur"), make_user("redacteur"), make_user())
        country = make_region("land", kind="land")
        province = make_region("utrecht", parents=[country])
        make_region("amersfoort", parents=[province], kind="arbeidsmarktregio")
        people = {"mij": me, "ander": other}
        for status, days, place, whose in rows:
            Submission.objects.create(
                title="x",
                status=status,
                submitter=submitter,
                region=Region.objects.filter(slug=place).first(),
                assignee=people.get(whose or ""),
                submitted_at=timezone.now(),
                turn_since=timezone.now() - timedelta(days=days, minutes=5),
            )

        def fits(row: tuple[S, int, str | None, str | None], **asked: str) -> bool:
            status, days, place, whose = row
            return (
                asked["turn"] in ("alle", TURN[status])
                and days >= int(asked["age"] or 0)
                and (not asked["region"] or place in WITHIN.get(asked["region"], {asked["region"]}))
                and asked["hand"] in ("", {None: "niemand", "ander": "anderen"}.get(whose, "mij"))
            )

        asked = {"turn": turn, "age": age, "region": region, "hand": hand}
        query = QueryDict(f"beurt={turn}&wacht={age}&regio={region}&van={hand}")
        found = QueueFilterSet(query, user=me)
        assert found.rows().count() == sum(fits(row, **asked) for row in rows)
        names = {"beurt": "turn", "wacht": "age", "regio": "region", "van": "hand"}
        for choice in found.choices:
            for option in choice.options if choice.name in names else ():
                instead = {**asked, names[choice.name]: option.value}
                assert option.count == sum(fits(row, **instead) for row in rows)
        transaction.set_rollback(True)
