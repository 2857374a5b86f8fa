"""One data set folder in, checked facts and a report out."""

from geodata.dataset.audit import ShareAudit, ShareClass, audit_claim, audit_shares, classify_share
from geodata.dataset.dataset import Dataset, Metadata, OfferedComparison
from geodata.dataset.printed import is_printed, qualifiers_of
from geodata.dataset.read import BUNDLED, read_dataset
from geodata.dataset.report import Problem, RowCount, Severity, ValidationReport
from geodata.dataset.retold import original_claims
from geodata.dataset.schema import descriptor, table_schema
from geodata.dataset.suspicious_text import suspicious_text, visible
from geodata.dataset.years import unlikely

__all__ = [
    "BUNDLED",
    "Dataset",
    "Metadata",
    "OfferedComparison",
    "Problem",
    "RowCount",
    "Severity",
    "ShareAudit",
    "ShareClass",
    "ValidationReport",
    "audit_claim",
    "audit_shares",
    "classify_share",
    "descriptor",
    "is_printed",
    "original_claims",
    "qualifiers_of",
    "read_dataset",
    "suspicious_text",
    "table_schema",
    "unlikely",
    "visible",
]
