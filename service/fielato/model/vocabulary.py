"""The closed vocabularies that manifests, rules and reports share."""

from __future__ import annotations

from typing import Final, Literal, get_args

ApiVersion = Literal["fielato/v1"]
"""The version of the documents that people write."""
API_VERSION: Final[ApiVersion] = "fielato/v1"

NOT_TOLD: Final = "?"
"""Stands for a name that is given where files do not tell it, such as the region of a replica in a variable."""

Purpose = Literal[
    "inference",
    "training",
    "fine_tuning",
    "embedding",
    "vector_index",
    "storage",
    "prompt_log",
    "cache",
    "telemetry",
    "backup",
    "failover",
    "abuse_monitoring",
    "human_review",
    "support",
    "labelling",
    "evaluation",
    "tool",
    "gateway",
    "identity",
    "billing",
]
"""What is done with the data at a place. Support, review, telemetry, backup and failover are purposes too."""

Sector = Literal[
    "health",
    "banking",
    "insurance",
    "finance",
    "automotive",
    "public-administration",
    "education",
    "research",
    "telecommunications",
    "gambling",
    "justice",
    "law-enforcement",
    "defence",
    "tax",
    "energy",
    "retail",
    "tobacco",
    "other",
]

Regime = Literal["gdpr", "law-enforcement", "eu-institution"]
"""The regime that binds the controller: the GDPR, LO 7/2021 (Directive 2016/680), or Regulation 2018/1725."""

DataCategory = Literal[
    "identification",
    "contact",
    "financial",
    "location",
    "behavioural",
    "communications",
    "images",
    "voice",
    "employment",
    "education",
    "free-text",
    "vehicle",
    "device",
    "metadata",
    "credit",
    "technical",
]

SpecialCategory = Literal[
    "health",
    "genetic",
    "biometric",
    "racial-or-ethnic-origin",
    "political-opinions",
    "religion-or-belief",
    "trade-union",
    "sex-life",
    "sexual-orientation",
]
"""The special categories of GDPR Art. 9(1)."""

SpanishRegister = Literal[
    "electoral-roll",
    "padron",
    "population-register",
    "own-tax",
    "ceded-tax",
    "sns-users",
    "pnr",
    "retained-communications",
    "gambling-control",
    "tobacco-traceability",
    "invoices",
    "whistleblowing",
]
"""Registers for which a statute speaks of place; the first six are those of Ley 40/2015 art. 46 bis."""

Role = Literal["controller", "joint-controller", "processor", "sub-processor", "recipient"]

DerogationLimb = Literal["49.1.a", "49.1.b", "49.1.c", "49.1.d", "49.1.e", "49.1.f", "49.1.g", "49.1.sub2"]
"""The limbs of GDPR Art. 49(1); `49.1.sub2` is its second subparagraph (compelling legitimate interests)."""

Layer = Literal["law", "organisation"]
Question = Literal["where", "ground", "duty"]
Severity = Literal["block", "review", "advise"]

Verdict = Literal["non_compliant", "undetermined", "needs_review", "compliant"]
"""What a layer comes to, the worst first."""
GateState = Literal["open", "closed"]
WaiverState = Literal["in_force", "expiring", "not_yet", "expired", "void"]
"""What becomes of a waiver on a date: it holds; it holds, for 30 days or less; it begins later; it ended; what it was
granted for has changed."""

Area = Literal["EU", "EEA", "EEA+adequate", "ES"]
"""The boundaries that have a name."""
AREAS: Final[tuple[Area, ...]] = get_args(Area)

RunBy = Literal["customer", "vendor"]
"""Who chose that a purpose takes place."""
