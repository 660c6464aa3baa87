"""What a command shows: results on standard output, progress and trouble on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from edulis.schema.language import Language, Text, translate
from edulis.schema.problem import Problem

Progress = Callable[[str, float], None]
SHOWN = 200  # problems printed one by one; all of them are in --json


def silent(_stage: str, _share: float) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command speaks, and in which language."""

    language: Language
    json: bool = False
    quiet: bool = False

    def say(self, text: Text | str = "") -> None:
        """A line of result; left out where a program reads."""
        if not self.json:
            print(text.say(self.language) if isinstance(text, Text) else text, flush=True)

    def fail(self, text: Text) -> None:
        """A line beside the result: trouble, or what takes long."""
        print(text.say(self.language), file=sys.stderr, flush=True)

    def data(self, values: Any) -> None:
        """The one JSON document of a command run with --json."""
        if self.json:
            print(json.dumps(values, ensure_ascii=False, indent=1, default=str), flush=True)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A bar on standard error while work is long, if somebody looks; gives the function that moves it."""
        if self.quiet or not sys.stderr.isatty():
            yield silent
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description:<44}"), BarColumn(bar_width=30), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task(translate("Beginning", self.language), total=1.0)

            def move(stage: str, share: float) -> None:
                bars.update(task, description=translate(stage, self.language), completed=share)

            yield move

    def problems(self, problems: Sequence[Problem]) -> None:
        """Each problem with its place, what was found and what to do; then how many there are."""
        for problem in problems[:SHOWN]:
            self.say(self.line(problem))
        if len(problems) > SHOWN:
            self.say(Text("… and {n:,} more; --json lists all.", n=len(problems) - SHOWN))
        errors, doubts = counted(problems)
        if problems:
            self.say()
            self.say(Text("{errors:,} errors to mend, {doubts:,} doubts to look at.", errors=errors, doubts=doubts))

    def line(self, problem: Problem) -> str:
        """One problem as two or three lines."""
        mark = "✗" if problem.severity == "error" else "?"
        found = Text("found: {found}", found=problem.found).say(self.language) if problem.found else ""
        more = Text("and {n:,} more rows like it", n=problem.more).say(self.language) if problem.more else ""
        details = " · ".join(part for part in (found, problem.advice(self.language), more) if part)
        head = f"{mark} {problem.place(self.language)}: {problem.reason(self.language)}"
        return f"{head}\n    {details}" if details else head


def counted(problems: Iterable[Problem]) -> tuple[int, int]:
    """How many errors and how many doubts there are, with those that were not listed one by one."""
    errors = doubts = 0
    for problem in problems:
        if problem.severity == "error":
            errors += 1 + problem.more
        else:
            doubts += 1 + problem.more
    return errors, doubts
