"""When a proposal can begin, and when its first result can be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from edulis.engine.cluster import Cluster
from edulis.engine.seasons import earliest_result


def earliest(cluster: Cluster, proposal: Mapping[str, Any]) -> tuple[dt.date | None, dt.date | None]:
    """The month in which it begins and that of its first result; None where not known.

    It begins in its first month, or where none is told, after the end of the cluster's last round. The result comes in
    the season of the technique it brings, or of its users' one, and after one cycle of it.
    """
    begin = proposal["first_month"]
    if begin is None:
        last = cluster["round"]["last_month"].max()
        begin = _next(last) if isinstance(last, dt.date) else None
    if begin is None:
        return None, None
    for name in ("process", "user_kind"):
        if proposal[name] is not None:
            try:
                return begin, earliest_result(cluster, proposal[name], begin).result
            except LookupError:
                continue
    return begin, begin


def years_between(begin: dt.date | None, result: dt.date | None) -> float:
    """Years from the one month to the other; 0 where one of them is not known."""
    if begin is None or result is None:
        return 0.0
    return max((result.year - begin.year) * 12 + result.month - begin.month, 0) / 12


def _next(month: dt.date) -> dt.date:
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)
