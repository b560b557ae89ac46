"""The page that tells editors what visitors look for and hardly find."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from practices.models import SearchMiss

from ..factories import make_user
from ..views.html import visit
from .desk import at_desk, fields

PAGE = "/beheer/practices/searchmiss/"


def add(text: str, times: int) -> SearchMiss:
    return SearchMiss.objects.create(text=text, times=times, day=timezone.localdate())


def test_words_come_most_used_first_and_lead_to_the_public_search(redacteur: Client) -> None:
    add("zelf & rooster", 5)
    add("mantelzorg", 12)
    page = visit(redacteur, PAGE)
    assert page.text.index("mantelzorg 12") < page.text.index("zelf & rooster 5")
    links = [link for link in page.links() if "?q=" in link]
    assert links == ["/voorbeelden/?q=mantelzorg", "/voorbeelden/?q=zelf%20%26%20rooster"]


def test_what_was_used_less_than_five_times_is_shown_to_nobody(chef: Client) -> None:
    rare = add("jan jansen", 4)
    for address in (PAGE, "/beheer/"):
        assert "jansen" not in visit(chef, address).text
    for own in (f"{rare.pk}/change/", f"{rare.pk}/", f"{rare.pk}/history/", "add/", "?q=jan"):
        assert "jansen" not in chef.get(PAGE + own, follow=True).content.decode()
    with pytest.raises(NoReverseMatch):
        reverse("admin:practices_searchmiss_change", args=[rare.pk])


def test_word_becomes_a_concept_in_one_click(chef: Client) -> None:
    add("zelf & rooster", 5)
    (address,) = [link for link in visit(chef, PAGE).links() if "/concept/add/?" in link]
    assert fields(chef.get(address))["name"] == "zelf & rooster"


def test_way_to_the_thesaurus_is_for_who_may_add_to_it(db: None) -> None:
    add("mantelzorg", 5)
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_searchmiss"))
    assert b"/concept/add/?name" not in at_desk(user).get(PAGE).content
    user.user_permissions.add(Permission.objects.get(codename="add_concept"))
    assert b"/concept/add/?name" in at_desk(user).get(PAGE).content


def test_desk_shows_the_most_missed_and_the_way_to_the_page(redacteur: Client) -> None:
    assert "Bekijk wat u kunt doen" not in visit(redacteur, "/beheer/").text
    for number in range(10):
        add(f"woord{number}", 5 + number)
    page = visit(redacteur, "/beheer/")
    assert "woord9 14 keer" in page.text
    assert "woord1 6 keer" not in page.text
    assert page.links().count(PAGE) == 2  # in the menu, and under the list


def test_page_is_for_editors_only(db: None, client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    add("mantelzorg", 5)
    user = make_user(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_practice"))
    outsider = at_desk(user)
    assert outsider.get(PAGE).status_code == 403
    desk = visit(outsider, "/beheer/")
    assert PAGE not in desk.links()
    assert "mantelzorg" not in desk.text


def test_empty_page_says_so(eindredacteur: Client) -> None:
    assert "Er is nu niets te zien" in visit(eindredacteur, PAGE).text


def test_number_of_queries_is_fixed(redacteur: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            redacteur.get(PAGE)
        return len(captured)

    add("een", 5)
    queries()
    one = queries()
    add("twee", 5)
    assert queries() == one
