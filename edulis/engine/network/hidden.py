"""Hidden ties: how many ties could go unseen because somebody did not answer."""

from __future__ import annotations

import math


def hidden_share(asked: int, silent: int, returned: float) -> float:
    """Share of ties that silence could hide: f² + 2 f (1 − f) (1 − r), f = silent / asked; nan where nobody was asked.

    Ties between two who are silent are unseen; ties of one who is silent are seen only if the other names them, which
    happens as often as ties between answering people are named by both sides (r, the reciprocity of naming; taken as
    0, the worst case, where it is nan). Source: Stork & Richards (1992).
    """
    if asked == 0:
        return float("nan")
    f = silent / asked
    r = 0.0 if math.isnan(returned) else returned
    return f * f + 2 * f * (1 - f) * (1 - r)
