"""What households live from: rounds of household and enterprise, hours of work, income, outcomes."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
from months import INDEX, MONTHS, ROUND
from numpy.typing import NDArray
from parameters import chance, p
from people import People
from processes import TECHNIQUES
from products import AT, PRODUCTS
from survey import Answers
from truth import Truth

Floats = NDArray[np.float64]
T = len(MONTHS)
_GOALS = (
    ("grow", "Mở rộng xưởng, bán ra ngoài / a larger workshop that sells far"),
    ("quality", "Làm bột trắng hơn, giá cao hơn / whiter starch at a better price"),
    ("secure", "Đủ ăn, không lo nợ / enough to live, no debts"),
    ("ease", "Đỡ vất vả / lighter work"),
    ("clean", "Sạch cống, sạch làng / clean drains, a clean village"),
    ("children", "Con cái được học / schooling for the children"),
    ("leave", "Chuyển nghề / another trade"),
)
_SOURCE = {"starch": "processing", "canna": "processing", "drying": "processing", "refining": "processing",
           "maltose": "processing", "candy": "processing", "noodles": "processing", "processor": "processing",
           "pigs": "livestock", "seedlings": "processing", "grating": "service", "workshop": "service",
           "transport": "service", "trader": "trade", "credit": "trade", "service": "service", "retailer": "trade",
           "crop_farm": "crops"}  # fmt: skip


def hours(truth: Truth) -> Floats:
    """True hours of work of each activity and month (a, T); large makers need less per unit."""
    draw = chance(31)
    need = np.array([TECHNIQUES[str(code)].labour for code in truth.work.technique])
    skill = np.exp(draw.normal(0, 0.12, need.size))
    return need[:, None] * skill[:, None] * truth.work.level


def hired_share(truth: Truth) -> Floats:
    """Share of hours that are hired, by technique (H31) and more in large enterprises."""
    base = np.array([TECHNIQUES[str(code)].hired for code in truth.work.technique])
    median = {str(code): np.median(truth.work.usual[truth.work.technique == code]) for code in TECHNIQUES
              if np.any(truth.work.technique == code)}  # fmt: skip
    size = truth.work.usual / np.array([max(median[str(code)], 1e-9) for code in truth.work.technique])
    return np.clip(base * np.clip(size, 0.3, 1.7), 0, 0.9)


def wage_bill(truth: Truth) -> Floats:
    """Wages paid by each activity and month in đồng."""
    day = np.array([p("wage_skilled") if TECHNIQUES[str(code)].heavy else p("wage_unskilled")
                    for code in truth.work.technique])  # fmt: skip
    return hours(truth) * hired_share(truth)[:, None] / 8 * day[:, None]


def labour_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `labour`, told by those who make things; pig raisers and farms tell every third month."""
    people, work = truth.people, truth.work
    total, share = hours(truth), hired_share(truth)[:, None]
    heavy = np.array([TECHNIQUES[str(code)].heavy for code in work.technique])
    rate = np.where(heavy, p("wage_skilled"), p("wage_unskilled"))[:, None] / 8
    women = np.where(heavy, p("women_heavy"), p("women_light"))[:, None]
    shape = (people.codes.size, 2, T)
    family, hired, hers, paid = np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for skill, part in ((0, 0.8), (1, 0.2)):
        np.add.at(family, (work.who, skill), part * total * (1 - share))
        np.add.at(hired, (work.who, skill), part * total * share)
        np.add.at(paid, (work.who, skill), part * total * share * rate)
        np.add.at(hers, (work.who, skill), part * total * (women if skill == 0 else women * 0.6))
    told = (family + hired) > 2.0
    told[answers.enterprise != "answered"] = False
    light = np.isin(people.kinds, ["pigs", "crop_farm"])
    told[np.ix_(light, [0, 1], [t for t in range(T) if t % 3 != 1])] = False
    told[light, 1] = False
    small = (family + hired).sum(axis=(1, 2)) < 1500  # they tell of a month in each quarter only
    told[np.ix_(small, [0, 1], [t for t in range(T) if t % 3 != 1])] = False
    who, skill, month = np.nonzero(told)
    draw = chance(32)
    noise = np.exp(draw.normal(0, 0.1, who.size))

    def column(values: Floats) -> list[float]:
        amount = values[who, skill, month] * noise
        return [float(x) for x in np.round(amount, 0)]

    return pl.DataFrame(
        {
            "round": [ROUND] * who.size,
            "month": [MONTHS[t] for t in month],
            "enterprise": people.codes[who].tolist(),
            "skill": np.array(["unskilled", "skilled"])[skill].tolist(),
            "family_hours": column(family),
            "hired_hours": column(hired),
            "women_hours": column(hers),
            "wages": [int(x) or None for x in np.round(paid[who, skill, month] * noise, -4)],
        }
    ).sort("month", "enterprise", "skill", descending=[False, False, True])


def margins(truth: Truth) -> Floats:
    """What each enterprise truly earned in each month (E, T): output at prices less inputs, wages and own services.

    Inputs count when used, not when bought, so that a store of starch is no loss. By-products count as far as sold.
    """
    people, prices = truth.people, truth.prices
    worth = prices.copy()
    for code in ("residue", "canna_residue", "manure", "lees", "peel", "lost_solids", "black_starch", "mung_bran"):
        worth[AT[code]] = 0.0
    earned = np.zeros((people.codes.size, T))
    amounts = truth.amounts
    for sign, inwards in ((1.0, False), (-1.0, True)):
        chosen = amounts.inwards == inwards
        price = prices if inwards else worth
        value = sign * amounts.quantity[chosen] * price[amounts.product[chosen]]
        np.add.at(earned, truth.work.who[amounts.activity[chosen]], value)
    np.add.at(earned, truth.work.who, -wage_bill(truth))
    services = [AT[code] for code in PRODUCTS if code in {"repair", "vet_visit", "truck_day", "manure"}]
    earned -= (truth.stores.own[:, services] * prices[services]).sum(axis=1)
    place = {str(code): spot for spot, code in enumerate(people.codes)}
    by_products = truth.trade.filter(
        pl.col("product").is_in(["residue", "manure", "lees", "black_starch", "mung_bran"])
    )  # fmt: skip
    seller = by_products.filter(pl.col("seller").is_in(list(place)))
    np.add.at(
        earned, ([place[code] for code in seller["seller"]], seller["month"].to_numpy()), seller["value"].to_numpy()
    )
    traders = np.flatnonzero(np.isin(people.kinds, ["trader", "credit", "service", "retailer"]))
    codes = set(people.codes[traders].tolist())
    for side, sign in (("seller", 1.0), ("buyer", -1.0)):
        deals = truth.trade.filter(pl.col(side).is_in(list(codes)))
        np.add.at(earned, ([place[code] for code in deals[side]], deals["month"].to_numpy()),
                  sign * deals["value"].to_numpy())  # fmt: skip
    earned[traders] *= 1 - p("trade_costs")
    return earned


def income_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `income`: own trades as margins, small plots, wages from the busy workshops, money from elsewhere."""
    people, draw = truth.people, chance(33)
    earned, total = margins(truth), people.households.height
    sources = ("crops", "livestock", "processing", "trade", "service", "wages", "remittance", "transfer")
    amounts = np.zeros((total, len(sources), T))
    for kind, source in _SOURCE.items():
        who = people.of(kind)
        who = who[people.homes[who] >= 0]
        np.add.at(amounts, (people.homes[who], sources.index(source)), earned[who])
    farmers = set(people.homes[people.kinds == "crop_farm"].tolist())
    plots = np.array([place not in farmers for place in range(total)])
    harvest = 0.45 * INDEX["summer_rice"] + 0.55 * INDEX["spring_rice"]
    amounts[plots, 0] += (people.land[plots] * 1700)[:, None] * harvest
    pool = wage_bill(truth).sum(axis=0) * 0.55  # the rest goes to workers from elsewhere
    workers = np.flatnonzero(np.isin(np.arange(total), list(farmers)) | (draw.uniform(size=total) < 0.1))
    part = draw.dirichlet(np.full(workers.size, 1.5))
    amounts[workers, 5] += part[:, None] * pool
    sent, old = draw.uniform(size=total) < 0.06, draw.uniform(size=total) < 0.08
    amounts[sent, 6] += np.round(
        draw.uniform(1e5, 5e5, (int(sent.sum()), 1)) * np.isin(np.arange(T), (1, 4, 8, 11)), -4
    )
    amounts[old, 7] += np.round(draw.uniform(1.2e5, 4e5, (int(old.sum()), 1)), -4)
    home, source, month = np.nonzero(np.abs(amounts) >= 80_000)
    keep = answers.household[home] == "answered"
    home, source, month = home[keep], source[keep], month[keep]
    told = amounts[home, source, month] * np.exp(p("error_income") * draw.normal(size=home.size))
    control = draw.uniform(size=(total, len(sources)))
    hers = np.array([0.35, 0.6, 0.3, 0.4, 0.2, 0.35, 0.45, 0.45])[None, :]
    held = np.where(control < hers, "women", np.where(control < hers + 0.35, "both", "men"))
    codes = np.array(people.households["code"].to_list())
    return pl.DataFrame(
        {
            "round": [ROUND] * home.size,
            "month": [MONTHS[t] for t in month],
            "household": codes[home].tolist(),
            "source": np.array(sources)[source].tolist(),
            "amount": np.round(told, -4).astype(np.int64),
            "control": held[home, source].tolist(),
            "urban": np.isin(source, (0, 1, 2)).tolist(),
        }
    ).sort("month", "household", "source")


_ASKED_ALL = frozenset({"round", "household", "enterprise", "answer"})
_CONCERNS = ("raw_material", "sales", "money", "labour", "quality", "equipment", "water", "land", "health", "others")


def household_round_table(people: People, answers: Answers) -> pl.DataFrame:
    """Record `household_round`; of those who did not answer only the answer is known."""
    draw, total = chance(34), people.households.height
    workers = np.clip(np.round(people.members * draw.uniform(0.45, 0.75, total)), 1, people.members).astype(int)
    poor = draw.uniform(size=total) < np.where(np.isin(np.arange(total), people.homes[people.kinds == "crop_farm"]),
                                               0.12, 0.03)  # fmt: skip
    known = answers.household == "answered"
    frame = pl.DataFrame(
        {
            "round": [ROUND] * total,
            "household": people.households["code"],
            "people": people.members.tolist(),
            "workers": workers.tolist(),
            "women": np.clip(np.round(workers * draw.uniform(0.4, 0.65, total)), 0, workers).astype(int).tolist(),
            "away": (draw.uniform(size=total) < 0.12).astype(int).tolist(),
            "head": people.households["head"],
            "schooling": np.clip(np.round(draw.normal(7.5, 2.2, total)), 0, 14).tolist(),
            "poor": poor.tolist(),
            "land": people.land.tolist(),
            "own_food": np.clip(np.round(people.land / people.members / 650, 1), 0.0, 1.0).tolist(),
            "answer": answers.household.tolist(),
        }
    )
    seen = pl.Series(known)
    return frame.with_columns(
        pl.when(seen).then(pl.col(name)).alias(name) for name in frame.columns if name not in _ASKED_ALL
    )


def enterprise_round_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `enterprise_round`, with owners' goals in their words."""
    people, draw = truth.people, chance(35)
    count = people.codes.size
    busiest = np.zeros((count, T))
    np.add.at(busiest, truth.work.who, hours(truth) * hired_share(truth)[:, None])
    hired = np.round(busiest.max(axis=1) / 200).astype(int)
    goal = draw.choice(len(_GOALS), count, p=[0.2, 0.17, 0.24, 0.12, 0.05, 0.16, 0.06])
    known = answers.enterprise == "answered"
    value = truth.trade.group_by("seller").agg(pl.sum("value") / 12)
    sales = dict(zip(value["seller"].to_list(), value["value"].to_list(), strict=True))
    capital = [int(np.round(0.4 * sales.get(str(code), 2e6) * bend, -5))
               for code, bend in zip(people.codes, np.exp(draw.normal(0, 0.4, count)), strict=True)]  # fmt: skip
    family = np.clip(draw.poisson(1.6, count) + 1, 1, 6)
    heavy = np.isin(people.kinds, ["maltose", "candy", "grating", "workshop", "transport"])
    share = np.where(heavy, p("women_heavy"), p("women_light") - 0.1)
    concern = draw.choice(len(_CONCERNS), count, p=[0.18, 0.24, 0.17, 0.06, 0.1, 0.06, 0.08, 0.06, 0.03, 0.02])
    cost = np.zeros(count)
    np.maximum.at(cost, truth.work.who, [TECHNIQUES[str(code)].equipment for code in truth.work.technique])
    start = dt.date(2003, 9, 5).toordinal()
    frame = pl.DataFrame(
        {
            "round": [ROUND] * count,
            "enterprise": people.codes.tolist(),
            "answer": answers.enterprise.tolist(),
            "consent": (draw.uniform(size=count) < 0.985).tolist(),
            "visited": [dt.date.fromordinal(start + int(k)) for k in draw.integers(0, 24, count)],
            "managed_by": people.women.tolist(),
            "family_workers": family.tolist(),
            "hired_workers": hired.tolist(),
            "women_workers": np.round((family + hired) * share).astype(int).tolist(),
            "apprentices": ((people.kinds == "workshop") * draw.integers(0, 3, count)).tolist(),
            "capital": capital,
            "equipment": np.round(cost * draw.uniform(0.4, 0.9, count) * 1e6, -5).astype(int).tolist(),
            "goal": [_GOALS[k][1] for k in goal],
            "goal_kind": [_GOALS[k][0] for k in goal],
            "concern": [_CONCERNS[k] for k in concern],
        }
    )
    asked = [name for name in frame.columns if name not in _ASKED_ALL]
    return frame.with_columns(pl.when(pl.Series(known)).then(pl.col(name)).alias(name) for name in asked)


_MAKERS = ("starch", "canna", "drying", "refining", "maltose", "candy", "noodles")


def outcome_table(truth: Truth, answers: Answers) -> pl.DataFrame:
    """Record `outcome`: the baseline of a third of the makers, the owner's own view first."""
    people, draw = truth.people, chance(36)
    makers = np.flatnonzero(np.isin(people.kinds, _MAKERS)
                            & (answers.enterprise == "answered"))  # fmt: skip
    chosen = np.sort(draw.choice(makers, makers.size // 3, replace=False))
    profit, days = margins(truth).sum(axis=1), np.zeros(people.codes.size)
    np.add.at(days, truth.work.who, hours(truth).sum(axis=1) / 8)
    rows = []
    for one in chosen:
        served, trust, view = np.clip(np.round(draw.normal([3.0, 3.2, 3.1], 0.9)), 1, 5)
        rows += [
            (str(people.codes[one]), "served", float(served)),
            (str(people.codes[one]), "profit", float(np.round(profit[one] * np.exp(draw.normal(0, 0.15)), -5))),
            (str(people.codes[one]), "labour_days", float(np.round(days[one] * np.exp(draw.normal(0, 0.1))))),
            (str(people.codes[one]), "trust", float(trust)),
            (str(people.codes[one]), "own_view", float(view)),
        ]
    frame = pl.DataFrame(rows, schema=["enterprise", "indicator", "value"], orient="row", infer_schema_length=None)
    return frame.select(round=pl.lit(ROUND), enterprise="enterprise", indicator="indicator", value="value")
