"""The least data that the economy's question needs."""

from __future__ import annotations

from edulis.engine.need import Need
from edulis.schema import Text

NEEDS: tuple[Need, ...] = (
    Need("trade", Text("who pays whom in a year"), columns=("quantity",)),
    Need("trade", Text("at which prices"), columns=("value",)),
    Need("labour", Text("what is paid in wages, and how much work there is"), columns=("wages",)),
    Need("income", Text("which households earn wages, and who controls what they earn"), columns=("control",)),
    Need("spending", Text("what households spend here and elsewhere")),
    Need("household_round", Text("what reaches the poor"), columns=("poor",)),
    Need("activity", Text("which capacity stops more sales"), columns=("level", "capacity")),
    Need("process_line", Text("what goes into each product")),
)
