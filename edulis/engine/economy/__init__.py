"""Economy: who earns what when an outside market buys one unit more, where it leaks, and what stops it."""

from __future__ import annotations

from edulis.engine.economy.assembling import Assembled, assemble
from edulis.engine.economy.assumptions import Assumptions
from edulis.engine.economy.books import Books, draw_up
from edulis.engine.economy.bottlenecks import Bottlenecks, find_bottlenecks
from edulis.engine.economy.calibrating import calibrate, shocks
from edulis.engine.economy.decomposing import Decomposition, decompose
from edulis.engine.economy.effects import (
    Effect,
    Multipliers,
    effect_of_demand,
    effect_of_price,
    effect_of_technique,
    multipliers,
    scenarios,
)
from edulis.engine.economy.leaks import Refused, closed, leaks, overdrawn, refuse, spectral_radius
from edulis.engine.economy.limits import Optimum, Programme, best, constrained
from edulis.engine.economy.matrix import Matrix, column_shares
from edulis.engine.economy.needs import NEEDS
from edulis.engine.economy.paths import Path, Paths, strongest_paths
from edulis.engine.economy.reading import read_economy
from edulis.engine.economy.result import Economy
from edulis.engine.economy.solving import adjoint, outputs
from edulis.engine.economy.summary import banded
from edulis.engine.economy.village import Shock, Village, fixed_price, local_multiplier, monte_carlo, respond

__all__ = [
    "NEEDS",
    "Assembled",
    "Assumptions",
    "Books",
    "Bottlenecks",
    "Decomposition",
    "Economy",
    "Effect",
    "Matrix",
    "Multipliers",
    "Optimum",
    "Path",
    "Paths",
    "Programme",
    "Refused",
    "Shock",
    "Village",
    "adjoint",
    "assemble",
    "banded",
    "best",
    "calibrate",
    "closed",
    "column_shares",
    "constrained",
    "decompose",
    "draw_up",
    "effect_of_demand",
    "effect_of_price",
    "effect_of_technique",
    "find_bottlenecks",
    "fixed_price",
    "leaks",
    "local_multiplier",
    "monte_carlo",
    "multipliers",
    "outputs",
    "overdrawn",
    "read_economy",
    "refuse",
    "respond",
    "scenarios",
    "shocks",
    "spectral_radius",
    "strongest_paths",
]
