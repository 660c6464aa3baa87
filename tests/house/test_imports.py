"""What an import costs and what it needs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE_NEEDS = {"numpy", "scipy", "polars", "numba", "llvmlite", "edulis"}


def python(code: str) -> str:
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.mark.parametrize("package", ["edulis", "edulis.schema", "edulis.cli"])
def test_importing_the_lower_storeys_and_the_door_loads_no_science(package: str) -> None:
    code = (
        f"import {package}, sys; print(*({{'numpy', 'polars', 'scipy', 'numba', 'rich', 'typst'}} & set(sys.modules)))"
    )
    assert python(code) == ""


def test_the_engine_runs_where_nothing_but_its_own_libraries_can_be_imported() -> None:
    code = f"""
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        root = name.partition('.')[0]
        outside = root not in sys.stdlib_module_names and root not in {ENGINE_NEEDS!r} and not root.startswith('_')
        if outside:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Wall())
import edulis.engine.flows, edulis.engine.network, edulis.engine.diagnosis, edulis.engine.check
import edulis.engine.innovation, edulis.engine.outcomes, edulis.engine.claims, edulis.engine.vision
print('engine')
"""
    assert python(code) == "engine"


def test_taking_flows_from_somebody_loads_none_of_what_reconciles_them() -> None:
    code = "import sys, edulis.engine.flows; print(*({'numba', 'scipy'} & set(sys.modules)))"
    assert python(code) == ""
    assert python("from edulis.engine.flows import reconcile; print(reconcile.__name__)") == "reconcile"


def test_no_module_of_the_engine_reads_files_or_the_clock() -> None:
    forbidden = re.compile(r"(?<![\w.])(open|print|input)\(|read_csv|read_parquet|\.now\(|\.today\(|random\.seed\(")
    for module in sorted((ROOT / "edulis/engine").rglob("*.py")):
        assert not forbidden.search(module.read_text(encoding="utf-8")), module.name
