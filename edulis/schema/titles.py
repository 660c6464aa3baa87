"""The short titles of records, as sheets of a workbook and sentences call them."""

from __future__ import annotations

from edulis.schema.language import Text

TITLES: dict[str, Text] = {
    "cluster": Text("Cluster"),
    "round": Text("Rounds"),
    "place": Text("Places"),
    "household": Text("Households"),
    "household_round": Text("Households in a round"),
    "successor": Text("Splits and mergers"),
    "enterprise": Text("Enterprises"),
    "enterprise_round": Text("Enterprises in a round"),
    "consent": Text("Consents"),
    "product": Text("Products"),
    "unit": Text("Local units"),
    "process": Text("Techniques"),
    "process_line": Text("Recipes"),
    "activity": Text("Production"),
    "trade": Text("Trades"),
    "stock": Text("Stocks"),
    "use": Text("Own use and loss"),
    "labour": Text("Labour"),
    "relation": Text("Relations"),
    "income": Text("Incomes"),
    "loan": Text("Loans"),
    "institution": Text("Institutions"),
    "membership": Text("Memberships"),
    "service": Text("Services"),
    "market": Text("Markets"),
    "quality_floor": Text("What markets ask"),
    "quality_test": Text("Quality tests"),
    "innovation": Text("Innovations"),
    "adoption": Text("Adoptions"),
    "outcome": Text("Outcomes"),
    "calendar": Text("Calendar"),
    "reference": Text("Reference figures"),
    "source": Text("Sources"),
}
