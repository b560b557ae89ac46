"""The picture beside a link: which letters it draws, in which lines, and that nothing spoils it."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFont

from practices.pictures import social_card
from practices.pictures.alphabet import ACCENTS, DRAWN, is_readable, letters
from practices.pictures.lettering import Type, draw_line, in_lines
from practices.pictures.social_card import (
    EMPTY,
    FILLS,
    FULL,
    PANEL,
    PAPER,
    ROOM,
    SIZE,
    WASH,
    SocialCard,
    png,
)

SMALL = Type(44, weight=1)


def written(text: str) -> str:
    """What of a text is drawn, without accents."""
    return "".join(letter.plain for letter in letters(text))


def drawn(text: str) -> Image.Image:
    """A line of type, black on white."""
    picture = Image.new("L", (400, 120), "white")
    draw_line(picture, (20, 80), letters(text), Type(60), "black")
    return picture


def opened(card: SocialCard) -> Image.Image:
    """The card as who gets it sees it."""
    return Image.open(BytesIO(png(card))).convert("RGB")


class TestLetters:
    def test_typeface_has_every_letter_that_we_count_on(self) -> None:
        face = ImageFont.load_default(40)
        unknown = bytes(face.getmask("\uffff"))
        missing = [s for s in DRAWN - {" "} if bytes(face.getmask(s)) in (unknown, b"")]
        assert missing == []

    @pytest.mark.parametrize("word", ["reïntegratie", "één", "coördinator", "crème", "façade", "â"])
    def test_dutch_words_keep_their_accents(self, word: str) -> None:
        plain = written(word)
        assert len(plain) == len(word)
        assert sum(1 for letter in letters(word) if letter.mark) >= 1
        assert ImageChops.difference(drawn(word), drawn(plain)).getbbox()

    def test_diaeresis_stands_above_its_letter_and_touches_nothing_else(self) -> None:
        changed = ImageChops.difference(drawn("meer"), drawn("meër")).getbbox()
        assert changed
        left, top, right, bottom = changed
        start = 20 + Type(60).width(letters("me"))
        assert start - 1 <= left < right <= start + Type(60).width(letters("e")) + 1
        assert 20 < top < bottom <= 80 - 30  # above small letters

    def test_letter_i_loses_its_dot_under_an_accent(self) -> None:
        assert ImageChops.difference(drawn("ï"), drawn("i")).getbbox()
        ink = drawn("ï").point(lambda level: 255 - level).crop((20, 20, 60, 52))
        columns = [x for x in range(ink.width) if ink.crop((x, 0, x + 1, ink.height)).getbbox()]
        gaps = [b - a for a, b in pairwise(columns) if b - a > 1]
        assert len(gaps) == 1  # two dots, and none between them

    @pytest.mark.parametrize(
        ("text", "seen"),
        [
            ("zzp’ers – 50 % méér", "zzp’ers - 50 % meer"),
            ("€ 270 · œuvre ½", "EUR 270 · oeuvre 1/2"),
            ("  veel\n\twit  ", "veel wit"),
            ("\x00A\x07\u202eB\u200b\ufeffC", "ABC"),
            ("שלום en 你好 😀", "en"),
            ("Łódź", "Lodz"),
            ("", ""),
        ],
    )
    def test_what_cannot_be_drawn_is_written_plainer_or_left_out(
        self, text: str, seen: str
    ) -> None:
        assert written(text) == seen

    def test_text_is_readable_when_nearly_all_of_it_can_be_drawn(self) -> None:
        assert is_readable("Reïntegratie 😀")
        assert not is_readable("שלום עולם good")
        assert not is_readable("")

    @given(st.text(max_size=100))
    def test_any_text_gives_letters_of_the_typeface_only(self, text: str) -> None:
        found = letters(text)
        assert {letter.plain for letter in found} <= DRAWN
        assert {letter.mark for letter in found} <= {"", *ACCENTS}
        assert written(text) == written(text).strip()
        assert "  " not in written(text)


class TestLines:
    def test_lines_are_few_and_of_about_equal_length(self) -> None:
        found = in_lines("een twee drie vier vijf zes", SMALL, 400)
        assert ["".join(letter.plain for letter in line) for line in found] == [
            "een twee drie",
            "vier vijf zes",
        ]

    def test_long_word_is_broken_with_hyphens(self) -> None:
        found = in_lines("W" * 100, SMALL, ROOM)
        assert all(SMALL.width(line) <= ROOM for line in found)
        assert all(line[-1].plain == "-" for line in found[:-1])
        assert sum(letter.plain == "W" for line in found for letter in line) == 100

    def test_dash_never_starts_a_line(self) -> None:
        for room in range(150, 700, 25):
            found = in_lines("voor uw werk – niet voor ons – en zo", SMALL, room)
            assert all(line[0].plain != "-" for line in found)

    @given(st.text(max_size=100), st.integers(min_value=120, max_value=800))
    def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(
        self, text: str, room: int
    ) -> None:
        found = in_lines(text, SMALL, room)
        assert all(SMALL.width(line) <= room for line in found)
        unspaced = "".join(letter.plain for line in found for letter in line if letter.plain > " ")
        assert unspaced.replace("-", "") == written(text).replace(" ", "").replace("-", "")


class TestSocialCard:
    @pytest.mark.parametrize(
        "title",
        ["Kort", "W" * 100, "Œ" * 100, "€" * 100, "½" * 100, "@ " * 50, "שלום", "\x00", "ï" * 100],
    )
    def test_words_stay_in_their_own_part(self, title: str) -> None:
        picture = opened(SocialCard(title, "Praktijkvoorbeeld", EMPTY))
        assert (picture.size, picture.format) == (SIZE, None)
        for box, ground in (
            ((0, 0, 60, 630), PAPER),  # left of the words
            ((PANEL - 30, 0, PANEL, 630), PAPER),  # right of them
            ((0, 482, PANEL, 494), PAPER),  # between the title and the name of the site
            ((0, 600, PANEL, 630), PAPER),
            ((PANEL, 0, PANEL + 20, 630), WASH),
        ):
            part = picture.crop(box)
            flat = Image.new("RGB", part.size, ground)
            assert ImageChops.difference(part, flat).getbbox() is None, box

    def test_title_in_other_letters_becomes_that_of_the_site(self) -> None:
        assert png(SocialCard("שלום", "Programma", EMPTY)) == png(
            SocialCard("你好", "Programma", EMPTY)
        )

    def test_signature_is_drawn_in_the_colours_of_the_pillars(self) -> None:
        full, empty = (opened(SocialCard("A", "B", signs)) for signs in (FULL, EMPTY))
        panel = (PANEL, 0, *SIZE)
        for hue in FILLS.values():
            flat = Image.new("RGB", full.size, hue)
            near = ImageChops.difference(full, flat).convert("L").point(lambda level: level < 6)
            assert near.crop(panel).getbbox(), hue
        assert ImageChops.difference(full.crop(panel), empty.crop(panel)).getbbox()

    def test_same_card_is_drawn_once(self) -> None:
        card = SocialCard("Eenmaal", "Programma", EMPTY)
        assert png(card) is png(SocialCard("Eenmaal", "Programma", EMPTY))
        assert card.fingerprint == SocialCard("Eenmaal", "Programma", EMPTY).fingerprint
        assert card.fingerprint != SocialCard("Eenmaal", "Programma", FULL).fingerprint

    def test_another_colour_in_the_stylesheet_makes_another_picture(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        card = SocialCard("Eenmaal", "Programma", EMPTY)
        before = card.fingerprint
        monkeypatch.setattr(social_card, "light", lambda: {"ink": "#000000"})
        assert card.fingerprint != before

    def test_what_is_remembered_is_bounded(self) -> None:
        assert png.cache_info().maxsize == 100
        assert len(png(SocialCard("W" * 100, "Programma", FULL))) < 60_000
