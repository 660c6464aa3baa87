"""What people write for the words of a list, and the words that they may have meant."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from edulis.engine.check.nearest import Nearest
from edulis.schema import LANGUAGES, Column, Text, translate

# Other words for those of the lists, as people write them; they only lead to advice and are never read as values.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "seller": ("người bán", "bán", "bên cung cấp", "vendor"),
    "buyer": ("người mua", "mua", "khách hàng", "customer", "purchaser"),
    "observer": ("người khác", "cán bộ", "facilitator"),
    "cash": ("tiền mặt", "trả ngay", "paid at once"),
    "credit": ("nợ", "chịu", "bán chịu", "mua chịu", "trả sau", "later"),
    "barter": ("đổi hàng", "hiện vật", "exchange"),
    "crop_farm": ("nông dân", "trồng trọt", "farmer", "grower"),
    "starch": ("tinh bột", "làm bột", "xưởng bột"),
    "noodles": ("miến", "làm miến", "bún", "vermicelli"),
    "pigs": ("lợn", "nuôi lợn", "heo", "pig farm"),
    "trader": ("thương lái", "lái buôn", "buôn bán", "middleman"),
    "retailer": ("cửa hàng", "đại lý", "shop"),
    "women": ("nữ", "phụ nữ", "female", "woman"),
    "men": ("nam", "đàn ông", "male", "man"),
    "kg": ("cân", "kí", "ký", "kilogram", "kilo"),
    "in": ("vào", "đầu vào", "input"),
    "out": ("ra", "đầu ra", "output"),
}


def wording(column: Column) -> dict[str, Text]:
    """What is written for each word of the list: its title, or the word itself where two titles are the same."""
    titles = [title for _, title in column.choices]
    return {
        word: Text(title) if titles.count(title) == 1 else Text("{code} ({title})", code=word, title=Text(title))
        for word, title in column.choices
    }


@cache
def _nearest(column: Column) -> Nearest:
    written: dict[str, str] = {}
    for word, title in column.choices:
        for form in (word, *(translate(title, language) for language in LANGUAGES), *SYNONYMS.get(word, ())):
            written.setdefault(form, word)
    return Nearest(written)


def advice(column: Column, cell: str, coded: bool = False) -> Text:
    """The nearest words of the list, where some are near, and all of them; by their codes where only these are read."""
    said = {word: Text("{code} ({title})", code=word, title=Text(title)) for word, title in column.choices}
    if not coded:
        said = wording(column)
    near = tuple(said[word] for word in _nearest(column).to(cell))
    if near:
        return Text("Did you mean “{near}”? The words are: {words}.", near=near, words=tuple(said.values()))
    return Text("Write one of these words: {words}.", words=tuple(said.values()))
