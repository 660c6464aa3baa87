"""Fixed words that several records share. Words of one place are rows of its own tables, reached by a link."""

from __future__ import annotations

from edulis.schema.column import Choices

SETTING: Choices = (("rural", "Rural"), ("peri_urban", "Peri-urban"), ("urban", "Urban"))

ENTERPRISE_KIND: Choices = (
    ("crop_farm", "Crop farm"),
    ("starch", "Starch maker"),
    ("drying", "Starch dryer"),
    ("refining", "Starch refiner"),
    ("maltose", "Maltose maker"),
    ("candy", "Candy maker"),
    ("noodles", "Noodle maker"),
    ("processor", "Other food processor"),
    ("pigs", "Pig raiser"),
    ("livestock", "Other livestock raiser"),
    ("seedlings", "Rice seedling grower"),
    ("grating", "Mobile grater for hire"),
    ("workshop", "Equipment workshop"),
    ("transport", "Transporter"),
    ("trader", "Trader"),
    ("credit", "Credit seller"),
    ("service", "Other service"),
    ("supplier", "Supplier from elsewhere"),
    ("factory", "Factory or firm that buys"),
    ("retailer", "Shop or market seller"),
    ("consumers", "Consumers"),
    ("unknown", "Partner nobody can name"),
)

PRODUCT_STAGE: Choices = (
    ("input", "Input"),
    ("raw", "Raw material"),
    ("half", "Half-finished good"),
    ("final", "Finished good"),
    ("by_product", "By-product"),
    ("waste", "Waste"),
    ("water", "Water"),
    ("energy", "Energy"),
    ("service", "Service"),
)

BASE_UNIT: Choices = (
    ("kg", "kg"),
    ("head", "head"),
    ("piece", "piece"),
    ("m3", "m³"),
    ("kWh", "kWh"),
    ("hour", "hour"),
    ("day", "day"),
)

REPORTER: Choices = (("seller", "Seller"), ("buyer", "Buyer"), ("observer", "Observer"))
TERMS: Choices = (("cash", "Cash"), ("credit", "On credit"), ("barter", "In kind"))
GENDER: Choices = (("women", "Women"), ("men", "Men"), ("both", "Women and men together"))
ANSWER: Choices = (("answered", "Answered"), ("refused", "Refused"), ("absent", "Not met"))

RELATION: Choices = (
    ("kin", "Kinship"),
    ("help", "Mutual help"),
    ("information", "Talk over techniques and markets"),
    ("credit", "Credit"),
    ("sharing", "Sharing equipment"),
    ("trust", "Trust"),
    ("teaching", "Taught the trade"),
    ("conflict", "Conflict"),
)
SYMMETRIC_RELATIONS = frozenset({"kin", "sharing", "conflict"})

PURPOSE: Choices = (
    ("map", "The cluster's own map and figures"),
    ("circle", "Shown by name to the members in a meeting"),
    ("report", "Public reports, only in sums"),
    ("bodies", "Support bodies, only in sums"),
    ("research", "Research, without names"),
    ("market", "Introduction to buyers, by name"),
    ("pictures", "Photographs and voice"),
    ("link", "Shown to a linked cluster, only in sums"),
)
CONCERN: Choices = (
    ("raw_material", "Raw material"),
    ("sales", "Sales and prices"),
    ("money", "Money and credit"),
    ("labour", "Workers"),
    ("quality", "Quality"),
    ("equipment", "Equipment and power"),
    ("water", "Water and waste"),
    ("land", "Land and space"),
    ("health", "Health"),
    ("others", "Quarrels and mistrust"),
)

INNOVATION_KIND: Choices = (
    ("product", "Product"),
    ("process", "Process"),
    ("market", "Market"),
    ("input", "Input"),
    ("organisation", "Organisation"),
)
ORIGIN: Choices = (
    ("own", "Members themselves"),
    ("workshop", "Local workshop"),
    ("buyer", "Buyer"),
    ("trader", "Trader"),
    ("research", "Research or extension"),
    ("elsewhere", "Seen elsewhere"),
)
QUALITY: Choices = (
    ("moisture", "Moisture, %"),
    ("whiteness", "Whiteness, %"),
    ("purity", "Purity, % of dry matter"),
    ("ash", "Ash, %"),
    ("fibre", "Fibre, %"),
    ("sulphite", "Sulphite, mg/kg"),
    ("acidity", "Acidity, pH"),
)
CONFIDENCE: Choices = (
    ("SEEN", "Read in the source"),
    ("SEEN-2", "Read in a secondary source"),
    ("CALC", "Calculated from cited figures"),
    ("RECALL", "Recalled, unverified"),
    ("GUESS", "Assumed"),
)
