"""The problems on the home page, on the real content: what an employer reads first with each.

Somebody read every one of these and found that it answers the problem. When the content changes,
read what comes first again before changing the table.
"""

from __future__ import annotations

import pytest
from django.http import QueryDict

from practices import content
from practices.facets import facet_index
from practices.filters import lenient
from practices.views.problems import PROBLEMS, offered_problems

from ..content.conftest import loaded as loaded  # noqa: PLC0414 a fixture, known here by its name

pytestmark = pytest.mark.django_db

FIRST = {
    "Mensen vertrekken": (
        15,
        """
        actieprogramma-behoud-zorgpersoneel
        intekenboek-arbeidsmarktaanpak
        aantrekkelijk-werkgeverschap-kinderopvang
        duale-leerlijn-ic-seh-ok
        sterk-in-je-werk
        medewerkersreis-kinderopvang
        werkdruk-werkplezier-kinderopvang
        maatregelen-aantrekkelijk-werk-leraar
        operatie-bezetting-ok
        personeelsbeleid-ic-jeroen-bosch-ziekenhuis
        """,
    ),
    "Wij komen mensen tekort": (
        18,
        """
        personeelscluster-oost-nederland
        invalpools-primair-onderwijs
        pool-west
        sterk-in-je-werk
        regionale-actieplannen-aanpak-tekorten
        lerarenstrategie
        leerlingpoule
        medewerkersreis-kinderopvang
        kwalificatie-eisen-kinderopvang
        diplomacheck-kinderopvang
        """,
    ),
    "Het verzuim is hoog": (
        7,
        """
        aandacht-werkt
        2x-fit-vogellanden
        teamreflectie
        jeugdhulp-alles-in-het-werk
        extra-coaching-sterk-in-je-werk
        contactpunt-psychosociale-ondersteuning
        informatie-en-verwijs-centrum
        """,
    ),
    "De werkdruk is te hoog": (
        7,
        """
        werkdruk-werkplezier-kinderopvang
        werkdrukspel
        werkplezier-2021-jeugdzorg
        maatregelen-aantrekkelijk-werk-leraar
        ontregel-de-zorg
        aantrekkelijk-werkgeverschap-kinderopvang
        rapportage-app-jeugdzorg
        """,
    ),
    "Het rooster wringt": (
        7,
        """
        rooster-booster
        gezamenlijk-roosteren-noord-brabant
        personeelsbeleid-ic-jeroen-bosch-ziekenhuis
        het-potentieel-pakken
        proeftuinen-het-potentieel-pakken
        covid-capaciteitscentrum
        vws-regioteam
        """,
    ),
    "Contracten zijn te klein": (
        8,
        """
        deeltijdberekenaar
        het-potentieel-pakken
        meer-uren-werken-bij-thebe
        proeftuinen-het-potentieel-pakken
        flex-app-zorgselect
        de-werkgeverij
        covid-capaciteitscentrum
        rooster-booster
        """,
    ),
    "Wij leunen op zzp en flex": (
        12,
        """
        op-weg-naar-flexplus
        regionale-aanpak-flexibilisering
        noorderwerken
        dialoogvragen-inzet-flexwerkers
        werkafspraken-vaste-en-flexwerkers
        regionale-actieplannen-aanpak-tekorten
        covid-capaciteitscentrum
        werkcode-voor-de-zorg
        gezamenlijk-roosteren-noord-brabant
        personeelscluster-oost-nederland
        """,
    ),
    "Nieuwe mensen haken af": (
        5,
        """
        actieprogramma-behoud-zorgpersoneel
        medewerkersreis-kinderopvang
        vanaf-dag-1-aandacht-voor-persoonlijke-ontwikkeling
        leerlingpoule
        nationale-zorgklas
        """,
    ),
    "Mensen groeien niet door": (
        15,
        """
        transvorm-loopbaan-portal
        sterk-in-je-werk
        blink
        samen-zijn-we-onbeperkt
        duale-leerlijn-ic-seh-ok
        zorginspirator
        2x-fit-vogellanden
        actieprogramma-werken-in-de-zorg
        actieprogramma-behoud-zorgpersoneel
        met-blink-je-blik-verruimen
        """,
    ),
    "De werkvloer heeft niets te zeggen": (
        12,
        """
        vanaf-dag-1-aandacht-voor-persoonlijke-ontwikkeling
        st-anna-zorggroep-werkgeluk
        robots-prinses-maxima-centrum
        hallo-vip-ggz-delfland
        intekenboek-arbeidsmarktaanpak
        jeugdhulp-alles-in-het-werk
        actieprogramma-werken-in-de-zorg
        merkbaar-beter
        samen-bouwen-aan-de-kwaliteitscode-kinderopvang
        beleid-met-professioneel-zeggenschap-kinderopvang
        """,
    ),
}
"""How many each list holds, and the first ten of it."""


def test_every_problem_has_an_answer(loaded: content.Report) -> None:
    offered = [problem.label for problem in offered_problems(facet_index())]
    assert offered == [problem.label for problem in PROBLEMS] == list(FIRST)
    assert 8 <= len(offered) <= 10


@pytest.mark.parametrize("label", FIRST)
def test_list_of_a_problem_begins_with_what_answers_it(loaded: content.Report, label: str) -> None:
    (problem,) = (one for one in offered_problems(facet_index()) if one.label == label)
    filterset, notices = lenient(QueryDict(problem.query))
    count, first = FIRST[label]
    assert notices == []
    assert problem.count == len(filterset.results) == count
    slugs = [card["slug"] for (card,) in filterset.results.kept(slice(10), "card")]
    assert slugs == first.split()


def test_words_of_a_problem_are_found_as_they_are(loaded: content.Report) -> None:
    for problem in offered_problems(facet_index()):
        found = lenient(QueryDict(problem.query))[0].found
        assert found is None or (found.mode, found.corrected) == ("alle", "")
