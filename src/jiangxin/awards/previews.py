"""A naming document before it is issued, as it would be."""

from jiangxin.awards.enums import DocumentState
from jiangxin.awards.models import Award, NamingDocument


def provisional_awards(document: NamingDocument) -> list[Award]:
    """Return the awards of a document; for a draft those it would make, not kept."""
    if document.state == DocumentState.ISSUED:
        return list(document.awards.select_related("area").order_by("position"))
    items = document.notice.items.filter(struck_at=None).select_related("entry__unit", "entry__area")
    return [
        Award(
            document=document,
            entry=item.entry,
            position=position,
            studio_name=item.entry.name,
            leader_name=item.entry.leader_name,
            unit_name=item.entry.unit.host_unit,
            area=item.entry.area,
        )
        for position, item in enumerate(items.order_by("position"), 1)
    ]
