"""A studio is renamed: its plaque says the old name until a new one is issued, and whoever issues them is told."""

from datetime import date

from jiangxin.awards.models import Certificate
from jiangxin.awards.papers import _certificate, _plaque
from jiangxin.awards.services import replace_certificate
from jiangxin.orgs.models import Errand
from jiangxin.studios.enums import NameBasis
from jiangxin.studios.models import StudioName
from jiangxin.studios.services import rename_studio, strike_period

NEW = "云江焊接技术劳模创新工作室"


def renamed(scene, studio, name=NEW):
    return rename_studio(actor=scene.officer, studio=studio, name=name, basis=NameBasis.CONTENT, on=date(2026, 11, 20))


def asked():
    return list(Errand.objects.filter(asked="reissue_plaque", closed_at=None).values_list("subject_id", "title"))


def page(client, number):
    return client.get(f"/verify/{number}").content.decode()


def test_a_rename_asks_for_a_new_plaque_which_says_the_new_name(scene, studio, client, client_for):
    plaque = Certificate.objects.get(award=studio.award, kind="plaque")
    renamed(scene, studio)
    assert asked() == [(plaque.pk, NEW)]
    assert "工作室已更名" in page(client, plaque.number)

    officer = client_for(scene.officer)
    where = f"/desk/naming/plaques/{plaque.pk}/"
    assert f"工作室现名称为{NEW}。" in officer.get(where).content.decode()
    officer.post(f"{where}replace/", {"reason": "更名"})

    plaque.refresh_from_db()
    fresh = plaque.replaced_by
    assert (plaque.says_studio, fresh.says_studio) == (studio.award.studio_name, NEW)
    assert (_plaque(fresh).studio, _plaque(plaque).studio) == (NEW, studio.award.studio_name)
    assert asked() == []
    assert ("工作室已更名" in page(client, fresh.number), "工作室已更名" in page(client, plaque.number)) == (
        False,
        True,
    )
    again = replace_certificate(actor=scene.officer, certificate=fresh, reason="损坏")
    assert again.says_studio == NEW  # what replaces it says what it said
    certificate = Certificate.objects.get(award=studio.award, kind="certificate")
    officer.post(f"/desk/naming/plaques/{certificate.pk}/replace/", {"reason": "更名"})
    certificate.refresh_from_db()
    assert _certificate(certificate.replaced_by).recipient == NEW


def test_a_rename_that_was_struck_asks_for_nothing(scene, studio):
    renamed(scene, studio)
    strike_period(actor=scene.officer, period=StudioName.rows().filter(name=NEW).get(), reason="填错工作室")

    assert asked() == []
