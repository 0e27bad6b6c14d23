"""The journal sealed into a log that a stranger can check: see docs/developer/sealing.md."""

from jiangxin.core.sealing.checking import Fault, Flaw, check_log
from jiangxin.core.sealing.keys import public_keys
from jiangxin.core.sealing.log import (
    MOST_AT_ONCE,
    consistency,
    export,
    latest,
    node_at,
    prove,
    seal,
    seal_all,
    unsealed,
)

__all__ = [
    "MOST_AT_ONCE",
    "Fault",
    "Flaw",
    "check_log",
    "consistency",
    "export",
    "latest",
    "node_at",
    "prove",
    "public_keys",
    "seal",
    "seal_all",
    "unsealed",
]
