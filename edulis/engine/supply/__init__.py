"""Supply: raw material and its place: how it varies, on whom it hangs, and what one bad harvest does."""

from __future__ import annotations

from edulis.engine.supply.harvest import BadHarvest, bad_harvest
from edulis.engine.supply.reading import NEEDS, read_supply
from edulis.engine.supply.result import Supply

__all__ = ["NEEDS", "BadHarvest", "Supply", "bad_harvest", "read_supply"]
