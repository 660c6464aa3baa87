#!/usr/bin/env python3
"""Set up `.venv` from the hashed locks and run Edulis in it. Standard library only.

python3 run.py              set up, then `edulis demo`: the site with the example villages
python3 run.py test ...     set up, then every check and test (what follows goes to pytest)
python3 run.py bench ...    set up, then measure speed side by side with what a user would pick instead
python3 run.py lock         make the lock files again after a change of dependencies
python3 run.py CMD ...      set up, then `edulis CMD ...`
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = {kind: ROOT / f"requirements/{kind}.lock" for kind in ("app", "test", "bench", "installer")}
ENV = ROOT / ".venv"
PYTHON = ENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CHECKS = (
    ("lint", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("contracts", ["-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"]),
    ("spelling", ["-m", "codespell_lib", "edulis", "docs", "tests", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]),
)


def run(*words: object) -> None:
    """Run one step of the set-up in the project's folder; a failure stops it."""
    subprocess.run([str(w) for w in words], check=True, cwd=ROOT)


def wanted(kind: str) -> str:
    """A fingerprint of everything the environment is made from, so that an unchanged one is left alone."""
    sources = [
        LOCKS[kind],
        ROOT / "pyproject.toml",
        ROOT / "hatch_build.py",
        *sorted(ROOT.glob("edulis/locale/**/*.po")),
    ]
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def ensure(kind: str) -> None:
    """Make `.venv` hold exactly what the lock of this kind names."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything checked the version
        sys.exit(f"Edulis needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    want, stamp = wanted(kind), ENV / f".{kind}.sha256"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == want:
        return
    print("Setting up (the first time takes about a minute) …", file=sys.stderr, flush=True)
    if not PYTHON.exists():
        try:
            venv.create(ENV, with_pip=True, clear=ENV.exists())
        except subprocess.CalledProcessError:
            sys.exit("Python's venv is missing. On Debian or Ubuntu: apt install python3-venv")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    editable = ["--no-deps", "--no-build-isolation", "-e", ROOT]
    try:  # uv is one wheel and installs the rest in parallel; plain pip reads the same locks
        run(*pip, "--require-hashes", "-r", LOCKS["installer"])
        uv = [PYTHON, "-m", "uv", "-q", "pip", "install", "-p", PYTHON]
        run(*uv, "--require-hashes", "-r", LOCKS[kind])
        run(*uv, *editable)
    except (subprocess.CalledProcessError, OSError):
        run(*pip, "--require-hashes", "-r", LOCKS[kind])
        run(*pip, *editable)
    stamp.write_text(want)


def lock() -> None:
    """Resolve the dependencies again; the locks name no address of any registry."""
    ensure("app")
    base = [PYTHON, "-m", "uv", "pip", "compile", "-q", "--universal", "-p", "3.11", "--generate-hashes"]
    base += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]
    subprocess.run([*map(str, base), "-", "-o", str(LOCKS["installer"])], input=b"uv", check=True, cwd=ROOT)
    groups = {"app": ["build"], "test": ["build", "test"], "bench": ["build", "test", "bench"]}
    for kind, names in groups.items():
        chosen = [word for name in names for word in ("--group", name)]
        run(*base, "pyproject.toml", *chosen, "-o", LOCKS[kind])


def test(arguments: list[str]) -> int:
    """Run the static checks and then the tests; with arguments, only the tests they name."""
    if not arguments:
        arguments = ["-n", "2"]
        for name, words in CHECKS:
            print(f"· {name}", flush=True)
            if code := subprocess.call([str(PYTHON), *words], cwd=ROOT):
                print(f"The check «{name}» failed; see CONTRIBUTING.md.", file=sys.stderr)
                return code
        if code := subprocess.call([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT):
            return code
        if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            print("PostgreSQL's server is not installed (apt install postgresql): the site was tested on SQLite only.")
            return 0
        print("· the site again, on PostgreSQL", flush=True)
        store = {**os.environ, "EDULIS_TEST_STORE": "postgres"}
        return subprocess.call([str(PYTHON), "-m", "pytest", *arguments, "tests/web"], cwd=ROOT, env=store)
    return subprocess.call([str(PYTHON), "-m", "pytest", *arguments], cwd=ROOT)


def bench(names: list[str]) -> int:
    """Run the measurements that are named, or all of them, one after the other."""
    chosen = [script for script in sorted((ROOT / "bench").glob("*.py")) if not names or script.stem in names]
    return max((subprocess.call([str(PYTHON), str(script)], cwd=ROOT) for script in chosen), default=2)


def main(words: list[str]) -> int:
    """Set up what the command needs and run it."""
    match words:
        case ["test", *rest]:
            ensure("test")
            return test(rest)
        case ["bench", *rest]:
            ensure("bench")
            return bench(rest)
        case ["lock"]:
            lock()
            return 0
        case _:
            ensure("test" if (ENV / ".test.sha256").exists() else "app")  # a test environment holds the app's too
            return subprocess.call([str(PYTHON), "-m", "edulis", *(words or ["demo"])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
