"""What the tests of reports share: a lively made-up village, worked out once, and eyes for pictures."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import polars as pl
import pytest

from edulis.engine.analysis import Analysis, analyse
from edulis.engine.cluster import Cluster
from edulis.reports.figures import lettering
from edulis.reports.material import Material
from edulis.reports.tree import Figure

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ("2002-10-01", "2002-11-01", "2002-12-01")
GOALS = ("grow", "quality", "secure")


def lively_tables() -> dict[str, pl.DataFrame]:
    """Forty-eight enterprises of five kinds in three hamlets, Ms Hoa and Mr Binh among them; each season month they
    deliver, and both sides tell.
    """
    chain = (
        ("supplier", "starch", "root", 4000.0),
        ("starch", "noodles", "wet", 1500.0),
        ("noodles", "retailer", "miến", 700.0),
        ("starch", "pigs", "residue", 2000.0),
    )
    price = {"root": 400, "wet": 1250, "miến": 7500, "residue": 50}
    kinds = {"starch": 12, "noodles": 10, "pigs": 10, "supplier": 8, "retailer": 8}
    enterprises, rounds, homes = [], [], []
    for kind, count in kinds.items():
        for number in range(count):
            code = f"Z{kind[:3].upper()}{number:02d}"
            local = kind not in ("supplier", "retailer")
            home = f"H-{code}" if local else None
            if local:
                homes.append({"code": home, "name": f"Nhà riêng {code}", "place": f"xom{number % 3}"})
            enterprises.append(
                {"code": code, "name": f"Cơ sở riêng {code}", "household": home, "kind": kind,
                 "place": f"xom{number % 3}" if local else None, "local": local}
            )  # fmt: skip
            rounds.append(
                {"round": "r", "enterprise": code, "answer": "answered", "goal_kind": GOALS[number % 3],
                 "managed_by": "women" if number % 2 else "men"}
            )  # fmt: skip
    enterprises[0]["name"], enterprises[12]["name"] = "Tinh bột Ông Bình", "Miến Bà Hoa"
    by_kind = {kind: [e["code"] for e in enterprises if e["kind"] == kind] for kind in kinds}
    trades, made, talks = [], [], []
    for seller_kind, buyer_kind, product, amount in chain:
        sellers, buyers = by_kind[seller_kind], by_kind[buyer_kind]
        for number in range(2 * max(len(sellers), len(buyers))):
            seller, buyer = sellers[number % len(sellers)], buyers[(number * 3 + number // 10) % len(buyers)]
            for at, month in enumerate(MONTHS):
                quantity = amount * (1 + 0.2 * at) * (1 + 0.03 * (number % 5))
                for reporter, off in (("seller", 1.0), ("buyer", 0.96 + 0.01 * (number % 7))):
                    told = quantity * off * (6.0 if (number, at, reporter, product) == (3, 1, "buyer", "wet") else 1.0)
                    trades.append(
                        {"round": "r", "month": month, "seller": seller, "buyer": buyer, "product": product,
                         "reporter": reporter, "quantity": told, "value": int(told * price[product])}
                    )  # fmt: skip
            if number % 3 == 0:
                talks.append({"round": "r", "kind": "information", "one": seller, "other": buyer})
    for code in by_kind["starch"]:
        made += [
            {"round": "r", "month": month, "enterprise": code, "process": "rasp", "level": 3000.0 * (1 + 0.2 * at)}
            for at, month in enumerate(MONTHS)
        ]
    date = pl.col("month").str.to_date()
    products = {"root": ("Củ sắn / cassava root", 0.38), "wet": ("Bột ướt / wet starch", 0.55),
                "miến": ("Miến / noodles", 0.88), "residue": ("Bã sắn / residue", 0.16)}  # fmt: skip
    return {
        "cluster": pl.DataFrame(
            [{"code": "lang", "title": "Làng Bột <thử> #1", "currency": "VND", "illustrative": True}]
        ),
        "round": pl.DataFrame([{"code": "r", "first_month": MONTHS[0], "last_month": MONTHS[-1]}]).with_columns(
            pl.col("first_month", "last_month").str.to_date()
        ),
        "place": pl.DataFrame(
            [{"code": f"xom{n}", "name": f"Xóm {n}", "local": True, "latitude": 21 + n / 100, "longitude": 105 + n / 90}
             for n in range(3)]
        ),
        "household": pl.DataFrame(homes),
        "enterprise": pl.DataFrame(enterprises),
        "enterprise_round": pl.DataFrame(rounds),
        "product": pl.DataFrame(
            [{"code": code, "name": name, "stage": "half", "unit": "kg", "dry_matter": dry}
             for code, (name, dry) in products.items()]
        ),
        "process": pl.DataFrame([{"code": "rasp", "name": "Xát / rasping", "product": "wet"}]),
        "activity": pl.DataFrame(made).with_columns(date),
        "trade": pl.DataFrame(trades)
        .group_by("round", "month", "seller", "buyer", "product", "reporter", maintain_order=True)
        .agg(pl.col("quantity", "value").sum())
        .with_columns(date),
        "relation": pl.DataFrame(talks).unique(maintain_order=True),
    }  # fmt: skip


Worked = tuple[Cluster, Analysis]


def worked_out(cluster: Cluster) -> Worked:
    return cluster, analyse(cluster)


@pytest.fixture(scope="session")
def lively() -> Worked:
    """The lively village, worked out."""
    return worked_out(Cluster.of(lively_tables()))


@pytest.fixture(scope="session")
def sketch() -> Worked:
    """The lively village as drawn in one meeting: who deals with whom, no amounts, no months of work."""
    tables = lively_tables()
    bare = tables["trade"].select("round", "seller", "buyer", "product").unique(maintain_order=True)
    tables["trade"] = bare.with_columns(reporter=pl.lit("observer"))
    del tables["activity"]
    return worked_out(Cluster.of(tables))


@pytest.fixture(scope="session")
def tiny() -> Worked:
    """Four enterprises: too few for anything to be shown to outsiders."""
    tables = lively_tables()
    few = ["ZSTA00", "ZNOO00", "ZPIG00", "ZSUP00"]
    tables["enterprise"] = tables["enterprise"].filter(pl.col("code").is_in(few))
    tables["enterprise_round"] = tables["enterprise_round"].filter(pl.col("enterprise").is_in(few))
    tables["trade"] = tables["trade"].filter(pl.col("seller").is_in(few) & pl.col("buyer").is_in(few))
    tables["activity"] = tables["activity"].filter(pl.col("enterprise").is_in(few))
    tables["household"] = tables["household"].filter(pl.col("code").is_in([f"H-{code}" for code in few]))
    tables["relation"] = tables["relation"].filter(pl.col("one").is_in(few) & pl.col("other").is_in(few))
    return worked_out(Cluster.of(tables))


@pytest.fixture(scope="session")
def material(lively: Worked) -> Material:
    """The public edition's material of the lively village, in English."""
    cluster, analysis = lively
    return Material(cluster.at("r"), analysis, "en", "public")


@pytest.fixture(scope="session")
def annexed(lively: Worked) -> Material:
    """The annex's material of the lively village, in Vietnamese."""
    cluster, analysis = lively
    return Material(cluster.at("r"), analysis, "vi", "annex")


@pytest.fixture(scope="session")
def sketched(sketch: Worked) -> Material:
    """The public edition's material of the sketch, in English."""
    cluster, analysis = sketch
    return Material(cluster.at("r"), analysis, "en", "public")


@pytest.fixture(scope="session")
def bare() -> Material:
    """The public edition's material of a sketch in which there is one of each kind."""
    tables = lively_tables()
    few = [f"Z{kind}00" for kind in ("STA", "NOO", "PIG", "SUP", "RET")]
    pairs = [("SUP", "STA"), ("STA", "NOO"), ("NOO", "RET"), ("STA", "PIG")]
    made = {name: tables[name] for name in ("cluster", "round", "place", "product", "household")}
    made["enterprise"] = tables["enterprise"].filter(pl.col("code").is_in(few))
    made["trade"] = pl.DataFrame(
        [{"round": "r", "seller": f"Z{one}00", "buyer": f"Z{other}00", "product": "wet", "reporter": "observer"}
         for one, other in pairs]
    )  # fmt: skip
    cluster, analysis = worked_out(Cluster.of(made))
    return Material(cluster.at("r"), analysis, "en", "public")


def labels(svg: str) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Each label of a picture with the box it takes: left, top, right, bottom."""
    for text in ET.fromstring(svg).iter(f"{SVG}text"):
        size = float(text.attrib["font-size"])
        long = lettering.width(text.text or "", size, text.get("font-weight") == "600") / lettering.SAFE
        x, y = float(text.attrib["x"]), float(text.attrib["y"])
        left = {"middle": x - long / 2, "end": x - long}.get(text.get("text-anchor", ""), x)
        yield text.text or "", (left, y - 0.72 * size, left + long, y + 0.2 * size)


def look(svg: str) -> None:
    """A picture is well-formed, says what it is, has no inline style, and its labels neither meet nor are cut."""
    root = ET.fromstring(svg)
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert not [node for node in root.iter() if "style" in node.attrib or node.tag.endswith(("style", "script"))]
    assert not re.search(r"\b(nan|inf)\b", svg)
    placed = list(labels(svg))
    for words, (left, top, right, bottom) in placed:
        inside = left >= -1 and top >= -1 and right <= width + 1 and bottom <= height + 1
        assert inside, f"{words!r} is cut"
    for number, (words, one) in enumerate(placed):
        for others, other in placed[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, f"{words!r} meets {others!r}"


def whole(figure: Figure) -> None:
    """A figure says its finding, its source with n, and has its figures behind it."""
    assert figure.title
    assert "n =" in figure.source
    assert figure.table.rows
    assert {len(row) for row in figure.table.rows} == {len(figure.table.head)}
    for picture in (figure.svg, figure.narrow):
        if picture:
            look(picture)


def answering(material: Material, code: str, **changes: object) -> Material:
    answers = dict(material.analysis.answers)
    answers[code] = replace(answers[code], **changes)  # type: ignore[arg-type]
    return replace(material, analysis=replace(material.analysis, answers=answers))


@pytest.fixture(scope="session")
def otherwise() -> Callable[..., Material]:
    """`otherwise(material, code, field=value)`: the material with another answer to one question."""
    return answering


@pytest.fixture(scope="session")
def eyes() -> SimpleNamespace:
    """Ways to look at pictures: `look(svg)`, `whole(figure)`, `labels(svg)`."""
    found: dict[str, Callable[..., object]] = {"look": look, "whole": whole, "labels": labels}
    return SimpleNamespace(**found)
