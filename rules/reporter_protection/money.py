"""Amounts of money, exact: yuan from outside, whole fen (分) inside, never a float."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from rules.outcome import InvalidFacts
from rules.provision import provision

Amount = int | str | Decimal  # yuan: 200000, "66666.67" or Decimal("66666.67")
_WRITTEN = re.compile(r"([0-9]{1,40})(?:\.([0-9]{1,2})0*)?")


def fen(amount: Amount, field: str = "amounts") -> int:
    """Yuan as whole fen. Raises InvalidFacts for what is no amount above zero with at most two decimals."""
    if isinstance(amount, bool | float):
        raise InvalidFacts(field)
    written = format(amount, "f") if isinstance(amount, Decimal) else str(amount)
    found = _WRITTEN.fullmatch(written)
    total = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if total <= 0:
        raise InvalidFacts(field)
    return total


def total_fen(amounts: Sequence[Amount], field: str = "amounts") -> int:
    """The sum in fen. Raises InvalidFacts."""
    return sum(fen(amount, field) for amount in amounts)


def yuan(amount_fen: int) -> Decimal:
    """Fen as yuan with two decimals, exact at any size."""
    whole, rest = divmod(amount_fen, 100)
    return Decimal(f"{whole}.{rest:02d}")


@provision("2:17.1")
def split(total: Amount, weights: Sequence[int], *, to: Literal["fen", "yuan"] = "fen") -> tuple[Decimal, ...]:
    """One reward (一案一奖) shared among joint reporters by weight; the shares sum to exactly the total.

    The article sets no key for sharing: weights are the office's, one whole number above zero a reporter, in
    the reporters' order. Each share is its exact part rounded down to `to`; what is left goes, one unit each,
    to the largest remainders, the earlier reporter first when equal. Returns yuan. Raises InvalidFacts for no
    weights, a weight not above zero, or a total that is not whole in `to`.
    """
    size = 1 if to == "fen" else 100
    units, odd = divmod(fen(total, "total"), size)
    if odd:
        raise InvalidFacts("total")
    if not weights or any(isinstance(weight, bool) or weight <= 0 for weight in weights):
        raise InvalidFacts("weights")
    parts = [divmod(units * weight, sum(weights)) for weight in weights]
    left = units - sum(share for share, _ in parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (-parts[i][1], i))
    raised = set(by_remainder[:left])
    return tuple(yuan((share + (i in raised)) * size) for i, (share, _) in enumerate(parts))
