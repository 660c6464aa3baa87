"""Words that reports use for kinds of actor and signs of conditions: plural, in the middle of a sentence."""

from __future__ import annotations

from edulis.schema import Text

KINDS: dict[str, Text] = {
    "crop_farm": Text("crop farms"),
    "starch": Text("starch makers"),
    "drying": Text("starch dryers"),
    "refining": Text("starch refiners"),
    "maltose": Text("maltose makers"),
    "candy": Text("candy makers"),
    "noodles": Text("noodle makers"),
    "processor": Text("other food processors"),
    "pigs": Text("pig raisers"),
    "livestock": Text("other livestock raisers"),
    "seedlings": Text("rice seedling growers"),
    "grating": Text("mobile graters"),
    "workshop": Text("workshops"),
    "transport": Text("transporters"),
    "trader": Text("traders"),
    "credit": Text("credit sellers"),
    "service": Text("other services"),
    "supplier": Text("suppliers from elsewhere"),
    "factory": Text("factories and firms"),
    "retailer": Text("shops and market sellers"),
    "consumers": Text("consumers"),
    "unknown": Text("partners nobody can name"),
}
SIGNS: dict[str, Text] = {
    "helps": Text("Helps"),
    "hinders": Text("Hinders"),
    "mixed": Text("Some of both"),
    "unknown": Text("Not known"),
}
SIDES: dict[str, Text] = {
    "seller": Text("Sellers' reports"),
    "buyer": Text("Buyers' reports"),
    "observer": Text("Observers' reports"),
    "activity": Text("What was made"),
    "stock": Text("Stocks"),
    "use": Text("Own use and loss"),
}


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]
