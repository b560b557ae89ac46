"""Pictures in which every sign is a practice: filled where the source says so, open elsewhere.

A circle stands for geld, a square for werk, an arch for leven. When there are more practices than
an eye can count, a sign stands for several, and the picture says for how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from .shapes import PILLAR_WORDS, outline

SIGN, STEP = 10, 14
"""Side of a sign, and from sign to sign: upwards in a stack and both ways in a block."""

COLUMN, PILLAR_GAP = 36, 12
"""The width of a stack and the space between two pillars, in units of the drawing."""

HEAD, FOOT = 20, 42
"""Room for the number above a stack, and for code and pillar below it."""

WIDTH = 9 * COLUMN + 2 * PILLAR_GAP
"""Room for nine elements, even when there are fewer: so a sign has the same size everywhere."""

LINE_INSET = 4
"""By how much the line under the stacks of a pillar is shorter at both ends."""

MOST = 60
"""More signs than these nobody counts; then one stands for several."""

SINGLE = 20
"""A stack that would get higher has two signs beside each other."""

PER_ROW = 20
"""The signs of a row in a block."""

LEAST_HIGH = 3
"""The height of the empty frame of a stack without practices, in signs."""


@dataclass(frozen=True)
class Amount:
    """What a stack is made of.

    code, name: those of a pillar or element;  count: practices;  sourced: of how many of these
    the source itself says so;  address: where the stack leads, "" for nowhere;
    hint: what happens there, when it is not the list of these practices.
    """

    code: str
    name: str
    count: int
    sourced: int
    address: str = ""
    hint: str = ""

    @property
    def pillar(self) -> str:
        """The code of its pillar."""
        return self.code[0]


@dataclass(frozen=True)
class Stack:
    """One amount as signs on top of each other. x: its left side;  top: where its signs end;
    filled, opened: the outlines of its signs from that side, "" for none."""

    amount: Amount
    x: int
    top: int
    filled: str
    opened: str


class Caption(NamedTuple):
    """A word for a pillar below its stacks. x: where these begin; line: the length of the line
    between."""

    text: str
    x: int
    line: int


@dataclass(frozen=True)
class Stacks:
    """Amounts beside each other. base: the line on which they stand; per_sign: how many practices
    one sign stands for."""

    width: int
    height: int
    base: int
    stacks: tuple[Stack, ...]
    captions: tuple[Caption, ...]
    per_sign: int

    @property
    def invites(self) -> bool:
        """Somewhere one can do something else than look at practices."""
        return any(stack.amount.hint for stack in self.stacks)


@dataclass(frozen=True)
class Block:
    """One amount as signs in rows."""

    amount: Amount
    width: int
    height: int
    filled: str
    opened: str
    per_sign: int


def stacks(amounts: Sequence[Amount]) -> Stacks:
    """Amounts beside each other, those of a pillar together."""
    per_sign = practices_per_sign(max((amount.count for amount in amounts), default=0))
    most = max((_signs(amount.count, per_sign) for amount in amounts), default=0)
    abreast = 1 if most <= SINGLE else 2
    base = HEAD + STEP * max(-(-most // abreast), LEAST_HIGH)
    made: list[Stack] = []
    named: list[Caption] = []
    x = 0
    for pillar, members in groupby(amounts, key=lambda amount: amount.pillar):
        start = x
        for amount in members:
            made.append(_stack(amount, x, base, per_sign, abreast))
            x += COLUMN
        named.append(Caption(PILLAR_WORDS[pillar], start, x - start - 2 * LINE_INSET))
        x += PILLAR_GAP
    return Stacks(WIDTH, base + FOOT, base, tuple(made), tuple(named), per_sign)


def blocks(amounts: Sequence[Amount]) -> tuple[Block, ...]:
    """Amounts below each other; a sign stands for as many practices in each of them."""
    per_sign = practices_per_sign(max((amount.count for amount in amounts), default=0))
    return tuple(block(amount, per_sign) for amount in amounts)


def block(amount: Amount, per_sign: int = 0) -> Block:
    """One amount as rows of signs, the filled ones first.

    per_sign: how many practices a sign stands for; 0 for as few as there is room for.
    """
    per_sign = per_sign or practices_per_sign(amount.count)
    filled, total = signs_for(amount.count, amount.sourced, per_sign)
    corners = [(2 + i % PER_ROW * STEP, 2 + i // PER_ROW * STEP) for i in range(total)]
    return Block(
        amount=amount,
        width=PER_ROW * STEP,
        height=STEP * max(1, -(-total // PER_ROW)),
        filled=_outlines(amount.pillar, corners[:filled]),
        opened=_outlines(amount.pillar, corners[filled:]),
        per_sign=per_sign,
    )


def _stack(amount: Amount, x: int, base: int, per_sign: int, abreast: int) -> Stack:
    filled, total = signs_for(amount.count, amount.sourced, per_sign)
    left, high = (COLUMN - STEP * abreast) // 2 + 2, -(-total // abreast)
    corners = [(left + i % abreast * STEP, base - STEP * (i // abreast + 1)) for i in range(total)]
    return Stack(
        amount=amount,
        x=x,
        top=base - STEP * (high or LEAST_HIGH),
        filled=_outlines(amount.pillar, corners[:filled]),
        opened=_outlines(amount.pillar, corners[filled:]),
    )


def practices_per_sign(largest: int, *, most: int = MOST) -> int:
    """The least of 1, 2, 5, 10, 20, 50, … with which an amount has no more than `most` signs.

    largest: the largest amount in the picture.
    """
    step = 1
    while True:
        for part in (1, 2, 5):
            if _signs(largest, part * step) <= most:
                return part * step
        step *= 10


def signs_for(count: int, sourced: int, per_sign: int) -> tuple[int, int]:
    """How many signs are filled, and how many there are. What there is, is always to be seen.

    count: practices;  sourced: of how many of these the source itself says so.
    """
    total = _signs(count, per_sign)
    filled = _signs(sourced, per_sign)
    has_open = sourced < count
    return (min(filled, total - 1) if has_open and total > 1 else min(filled, total)), total


def _signs(count: int, per_sign: int) -> int:
    return -(-count // per_sign)


def _outlines(pillar: str, corners: Iterable[tuple[int, int]]) -> str:
    """The signs with these top left corners as one path."""
    return "".join(outline(pillar, x, y, SIGN) for x, y in corners)
