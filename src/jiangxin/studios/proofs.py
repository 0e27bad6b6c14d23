"""The papers behind facts and figures: kept with the service that enters them, or not at all."""

from jiangxin.core.actor import Actor
from jiangxin.core.files import Accepted, Upload, keep
from jiangxin.core.models import StoredFile

ACCEPTED = Accepted(kinds=("pdf", "jpeg", "png"))
"""What proves something is read on screen: a scan or a photo."""
Proof = StoredFile | Upload | None


def kept(actor: Actor, proof: Proof, purpose: str) -> StoredFile | None:
    """Return the file as it is kept; an upload is checked and kept now.

    Raises:
        Refusal: see `core.files.sniff`.
    """
    if proof is None or isinstance(proof, StoredFile):
        return proof
    return keep(actor=actor, upload=proof, purpose=purpose, accepted=ACCEPTED)
