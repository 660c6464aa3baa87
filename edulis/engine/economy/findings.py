"""What the economy's reading says, as findings with a question each."""

from __future__ import annotations

from edulis.engine.economy.doubts import beyond, shut, told
from edulis.engine.economy.earning import hours, kinds, leak, multiplier, reached
from edulis.engine.economy.material import Material
from edulis.engine.economy.stopping import bottleneck, prices
from edulis.engine.finding import Finding


def findings(material: Material) -> tuple[Finding, ...]:
    """All findings; one that cannot be said has no value, and its title says why."""
    return (
        multiplier(material),
        kinds(material),
        reached(material, "gender", "women"),
        reached(material, "poor", "yes"),
        hours(material),
        leak(material),
        bottleneck(material),
        prices(material),
        told(material),
        beyond(material),
        *shut(material),
    )
