"""Plaques that no longer say what their studio is called: a new one is asked for (domain 3.5, rename: new plaque)."""

from jiangxin.awards.enums import CertificateKind, Standing
from jiangxin.awards.models import Award
from jiangxin.core.actor import Role
from jiangxin.orgs.services import close_errands, open_errand

REISSUE = "reissue_plaque"


def see_to_inscriptions(award: Award, *, studio_name: str) -> None:
    """Ask for a new plaque where the standing one says another name, and no longer where it says this one.

    Part of the services that change a name; their own records tell who did it.
    """
    standing = award.certificates.filter(kind=CertificateKind.PLAQUE, standing=Standing.STANDS)
    for plaque in standing.select_related("award__entry__call__organiser"):
        if plaque.says_studio == studio_name or plaque.award.standing != Standing.STANDS:
            close_errands(about=plaque, asked=REISSUE)
        else:
            open_errand(
                role=Role.OFFICER_CITY,
                organisation=plaque.award.entry.call.organiser,
                asked=REISSUE,
                about=plaque,
                title=studio_name,
                note=f"{plaque.number} {plaque.says_studio}",
            )
