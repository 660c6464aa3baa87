"""How long it takes until enterprises take something up, with those who have not yet (Kaplan & Meier)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SHARES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Survival:
    """The product-limit estimate S(t) of not yet having taken it up, at each time at which somebody did.

    Arrays of one shape (k,): time (years since entry was possible), at_risk, events, surviving, error (Greenwood).
    """

    time: Floats
    at_risk: Floats
    events: Floats
    surviving: Floats
    error: Floats

    def reached(self, share: float) -> float:
        """When that share has taken it up: the first time with S(t) ≤ 1 − share; nan where it has not come so far."""
        there = np.flatnonzero(self.surviving <= 1 - share + 1e-12)
        return float(self.time[there[0]]) if there.size else math.nan

    def interval(self, share: float) -> tuple[float, float]:
        """The 95 % interval of `reached`, by inverting the log(−log S) band; an open end is nan.

        Source: Brookmeyer & Crowley (1982); Kalbfleisch & Prentice (1980).
        """
        low, high = self.band()
        early = np.flatnonzero(low <= 1 - share + 1e-12)
        late = np.flatnonzero(high <= 1 - share + 1e-12)
        first = float(self.time[early[0]]) if early.size else math.nan
        last = float(self.time[late[0]]) if late.size else math.nan
        return first, last

    def band(self) -> tuple[Floats, Floats]:
        """The pointwise 95 % band of S(t) on the log(−log) scale, so that it stays within 0 and 1; shapes (k,)."""
        s = np.clip(self.surviving, 1e-12, 1 - 1e-12)
        width = 1.959963984540054 * self.error / (s * np.abs(np.log(s)))
        low, high = s ** np.exp(width), s ** np.exp(-width)
        done = self.surviving <= 0
        return np.where(done, 0.0, low), np.where(done, 1.0, high)


def kaplan_meier(time: Floats, taken: Bools, entry: Floats | None = None) -> Survival:
    """S(t) = Π (1 − dᵢ / nᵢ) over times tᵢ ≤ t, with late entry: nᵢ counts those with entry < tᵢ ≤ time.

    time, entry: years, shape (n,); taken: whether it was taken up at `time` (else not yet, at `time`). Raises
    ValueError where somebody enters at or after their time. Worked out by statsmodels. Source: Kaplan & Meier (1958);
    Greenwood (1926); Tsai, Jewell & Wang (1987) for late entry.
    """
    nothing = np.zeros(0)
    if not len(time) or not taken.any():
        return Survival(nothing, nothing, nothing, nothing, nothing)
    if entry is not None and (entry >= time).any():
        raise ValueError("somebody comes under the chance of taking it up after they did, or were last seen")
    from statsmodels.duration.survfunc import SurvfuncRight

    fit = SurvfuncRight(time, taken.astype(float), entry=entry)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where(fit.surv_prob > 0, fit.surv_prob_se, 0.0)
    return Survival(fit.surv_times, fit.n_risk.astype(float), fit.n_events.astype(float), fit.surv_prob, error)


def survival_rows(people: pl.DataFrame) -> pl.DataFrame:
    """innovation, years (since first seen), at_risk, taken, surviving, low, high; from `Histories.people`."""
    frames = []
    for (code,), rows in people.group_by("innovation", maintain_order=True):
        fit = of_people(rows)
        low, high = fit.band()
        frames.append(
            pl.DataFrame(
                {
                    "innovation": [code] * len(fit.time),
                    "years": fit.time,
                    "at_risk": fit.at_risk,
                    "taken": fit.events,
                    "surviving": fit.surviving,
                    "low": low,
                    "high": high,
                },
                schema_overrides={"innovation": pl.String},
            )
        )
    empty = dict.fromkeys(("years", "at_risk", "taken", "surviving", "low", "high"), pl.Float64)
    return pl.concat(frames) if frames else pl.DataFrame(schema={"innovation": pl.String, **empty})


def of_people(rows: pl.DataFrame, undated: Literal["out", "early", "late"] = "out") -> Survival:
    """The estimate for one innovation; those who took it up at an unknown time say nothing on when and are left out.

    `undated` early or late puts them at the first or last moment at which it can have been: the truth lies between.
    """
    when = pl.col("entry") + 1 / 24 if undated == "early" else pl.col("left")
    put = pl.when(pl.col("undated")).then(when).otherwise("taken").alias("taken")
    known = rows.filter(~pl.col("undated")) if undated == "out" else rows.with_columns(put)
    start = known["start"].to_numpy()
    taken = known["taken"].is_not_null().to_numpy()
    last = known["taken"].fill_null(known["left"]).to_numpy() if known.height else np.zeros(0)
    time, entry = last - start, np.maximum(known["entry"].to_numpy() - start, 0.0)
    held = time > entry
    # Statsmodels counts entry < t: who is there from the first moment enters before it.
    since: Floats = np.where(entry[held] <= 0, -1.0, np.round(entry[held], 6)).astype(np.float64)
    return kaplan_meier(np.round(time[held], 6), taken[held], since)
