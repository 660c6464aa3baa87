"""The cast that all tests share: a village of five, as the small tables a facilitator would bring home.

Ms Hoa makes noodles; Mr Binh makes starch; Ms Lan, of another village, raises pigs; a supplier brings roots; a shop in
the city buys. Mr Binh and Ms Hoa talk; nobody talks with the shop.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import settings

# The same examples each time, so that a change is judged by what it changes; `--hypothesis-profile=search` looks for
# new ones. No deadline: no test is timed, and the first example may compile kernels.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--scale 50`: how many times larger than usual the heavy harnesses are run (docs/promises.md)."""
    parser.addoption("--scale", default=1, type=int, help="how many times larger the heavy harnesses are run")


VILLAGE: Mapping[str, str] = MappingProxyType(
    {
        "cluster": "code,title,currency,illustrative\nvillage,Làng Bột,VND,true\n",
        "round": "code,first_month,last_month,baseline\n2002,2002-10-01,2002-12-01,true\n",
        "place": (
            "code,name,setting,local\ndl,Dương Liễu,peri_urban,true\n"
            "cq,Cát Quế,peri_urban,true\nhn,Hà Nội,urban,false\n"
        ),
        "household": "code,name,place\nhoa,Bà Hoa,dl\nbinh,Ông Bình,dl\nlan,Bà Lan,cq\n",
        "enterprise": (
            "code,name,household,kind,place,local\nhoa,Miến Bà Hoa,hoa,noodles,dl,true\n"
            "binh,Tinh bột Ông Bình,binh,starch,dl,true\nlan,Trại lợn Bà Lan,lan,pigs,cq,true\n"
            "roots,Người bán củ,,supplier,,false\nshop,Cửa hàng Hà Nội,,retailer,hn,false\n"
        ),
        "product": (
            "code,name,stage,unit,dry_matter,storable\nroot,Củ sắn,raw,kg,0.38,false\n"
            "wet,Bột ướt,half,kg,0.55,false\nresidue,Bã sắn,by_product,kg,0.16,false\n"
            "noodles,Miến,final,kg,0.88,false\n"
        ),
        "process": "code,name,product\nstarching,Xát và lọc,wet\nnoodling,Tráng miến,noodles\n",
        "process_line": (
            "process,product,direction,quantity\nstarching,wet,out,1\nstarching,root,in,2.6455\n"
            "starching,residue,out,1.32\nnoodling,noodles,out,1\nnoodling,wet,in,2\n"
        ),
        "activity": (
            "round,month,enterprise,process,level\n"
            + "".join(f"2002,2002-{m}-01,binh,starching,{q}\n" for m, q in ((10, 2000), (11, 3000), (12, 4000)))
            + "".join(f"2002,2002-{m}-01,hoa,noodling,{q}\n" for m, q in ((10, 1000), (11, 1450), (12, 2050)))
        ),
        "trade": (
            "round,month,seller,buyer,product,reporter,quantity,value\n"
            "2002,2002-10-01,binh,hoa,wet,seller,2000,2500000\n2002,2002-10-01,binh,hoa,wet,buyer,1900,2400000\n"
            "2002,2002-11-01,binh,hoa,wet,seller,3000,3750000\n2002,2002-11-01,binh,hoa,wet,buyer,2900,3700000\n"
            "2002,2002-12-01,binh,hoa,wet,seller,4000,5200000\n2002,2002-12-01,binh,hoa,wet,buyer,4100,5300000\n"
            "2002,2002-10-01,roots,binh,root,buyer,5300,2120000\n2002,2002-11-01,roots,binh,root,buyer,7900,3160000\n"
            "2002,2002-12-01,roots,binh,root,buyer,10600,4240000\n2002,2002-12-01,hoa,shop,noodles,seller,2000,15000000\n"
            "2002,2002-11-01,hoa,shop,noodles,seller,1500,11250000\n2002,2002-10-01,hoa,shop,noodles,seller,1000,7500000\n"
            "2002,2002-12-01,binh,lan,residue,seller,5200,260000\n2002,2002-12-01,binh,lan,residue,buyer,5000,250000\n"
        ),
        "relation": (
            "round,kind,one,other,strength\n2002,information,hoa,binh,4\n2002,help,binh,hoa,3\n2002,trust,hoa,binh,4\n"
        ),
    }
)
SKETCH: Mapping[str, str] = MappingProxyType(
    {
        "cluster": "code,title,currency\nsketch,Xóm Đậu,VND\n",
        "round": VILLAGE["round"],
        "place": VILLAGE["place"],
        "household": VILLAGE["household"],
        "enterprise": VILLAGE["enterprise"],
        "product": VILLAGE["product"],
        "trade": (
            "round,seller,buyer,product,reporter\n2002,roots,binh,root,observer\n2002,binh,hoa,wet,observer\n"
            "2002,hoa,shop,noodles,observer\n2002,binh,lan,residue,observer\n"
        ),
        "relation": "round,kind,one,other\n2002,information,hoa,binh\n2002,help,binh,hoa\n",
    }
)


def lay_out(folder: Path, tables: Mapping[str, str]) -> Path:
    """Write the tables as CSV files into a folder that is made for them."""
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def village_folder(tmp_path: Path) -> Path:
    """The village with a season's amounts, as a folder of CSV files."""
    return lay_out(tmp_path / "village", VILLAGE)


@pytest.fixture
def sketch_folder(tmp_path: Path) -> Path:
    """The same village drawn in one meeting: who deals with whom, no amounts."""
    return lay_out(tmp_path / "sketch", SKETCH)


@pytest.fixture
def broken_folder(tmp_path: Path) -> Path:
    """The village with four mistakes that people make."""
    tables = dict(VILLAGE)
    tables["trade"] += (
        "2002,2002-12-01,hoa,hoa,noodles,seller,5,1000\n2003,2003-12-01,hoa,nobody,noodles,seller,-5,1000\n"
    )
    return lay_out(tmp_path / "broken", tables)


@pytest.fixture
def quarrel_folder(tmp_path: Path) -> Path:
    """The village in a season when Ms Hoa wrote down a tenth of what she bought in December."""
    tables = dict(VILLAGE)
    tables["trade"] = tables["trade"].replace("buyer,4100,5300000", "buyer,410,530000")
    return lay_out(tmp_path / "quarrel", tables)
