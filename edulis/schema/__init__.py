"""What is known about a cluster, declared once. Everything else reads it."""

from __future__ import annotations

from edulis.schema.about import Cluster, Reference, Round, Source
from edulis.schema.column import KINDS, Column, columns, keys, record_name, title_of
from edulis.schema.enterprise import Enterprise, EnterpriseRound, Labour, Outcome, QualityTest
from edulis.schema.household import Consent, Household, HouseholdRound, Income, Spending, Successor
from edulis.schema.language import LANGUAGES, Language, Text, number, translate
from edulis.schema.market import Adoption, Calendar, Innovation, Market, QualityFloor
from edulis.schema.place import Place, Unit
from edulis.schema.problem import CATALOGUE, Problem
from edulis.schema.product import Activity, Process, ProcessLine, Product
from edulis.schema.project import Proposal, Weight
from edulis.schema.relation import Institution, Loan, Membership, Relation, Service
from edulis.schema.rule import Rule
from edulis.schema.trade import Stock, Trade, Use

# In the order in which they are asked and written: a row refers to rows of earlier records where it can.
RECORDS: tuple[type, ...] = (
    Cluster,
    Round,
    Place,
    Household,
    HouseholdRound,
    Successor,
    Enterprise,
    EnterpriseRound,
    Consent,
    Product,
    Unit,
    Process,
    ProcessLine,
    Activity,
    Trade,
    Stock,
    Use,
    Labour,
    Relation,
    Income,
    Spending,
    Loan,
    Institution,
    Membership,
    Service,
    Rule,
    Market,
    QualityFloor,
    QualityTest,
    Innovation,
    Adoption,
    Weight,
    Proposal,
    Outcome,
    Calendar,
    Reference,
    Source,
)
RECORD_BY_NAME: dict[str, type] = {record_name(record): record for record in RECORDS}

__all__ = [
    "CATALOGUE",
    "KINDS",
    "LANGUAGES",
    "RECORDS",
    "RECORD_BY_NAME",
    "Activity",
    "Adoption",
    "Calendar",
    "Cluster",
    "Column",
    "Consent",
    "Enterprise",
    "EnterpriseRound",
    "Household",
    "HouseholdRound",
    "Income",
    "Innovation",
    "Institution",
    "Labour",
    "Language",
    "Loan",
    "Market",
    "Membership",
    "Outcome",
    "Place",
    "Problem",
    "Process",
    "ProcessLine",
    "Product",
    "Proposal",
    "QualityFloor",
    "QualityTest",
    "Reference",
    "Relation",
    "Round",
    "Rule",
    "Service",
    "Source",
    "Spending",
    "Stock",
    "Successor",
    "Text",
    "Trade",
    "Unit",
    "Use",
    "Weight",
    "columns",
    "keys",
    "number",
    "record_name",
    "title_of",
    "translate",
]
