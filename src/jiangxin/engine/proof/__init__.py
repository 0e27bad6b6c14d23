"""What lets a stranger check that a record was not touched: a Merkle log, and checkpoints signed over it."""

from jiangxin.engine.proof.checkpoint import Checkpoint, CheckpointError, SignedCheckpoint
from jiangxin.engine.proof.merkle import (
    EMPTY_ROOT,
    NodeAt,
    appended,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "CheckpointError",
    "NodeAt",
    "SignedCheckpoint",
    "appended",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]
