"""More rows ask no more of the database: the pages of one studio, with one row of each kind and with several."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiangxin.core.actor import SYSTEM
from jiangxin.studios.services import add_equipment, add_member, claw_back, pay_matching
from tests.factories import PersonFactory
from tests.studios.test_funds import PAID, grant, keep_voucher, pay_out
from tests.web.studio_file.test_file import of

PAGES = ("", "history/", "funds/", "changes/", "funds/{subsidy}/")


def grow(studio, subsidy, voucher, *, times):
    for number in range(times):
        person = PersonFactory()
        add_member(actor=SYSTEM, studio=studio, person=person, role="member", since=date(2026, 10, 1))
        add_equipment(actor=SYSTEM, studio=studio, name=f"设备{number}", since=date(2026, 10, 1))
        expense = pay_out(subsidy, "100", voucher=voucher)
        pay_matching(actor=SYSTEM, subsidy=subsidy, amount=expense.subsidy.balance, paid_on=PAID, voucher=voucher)
        facts = {"reason": "聚餐", "document_number": "云工财〔2026〕9号"}
        claw_back(actor=SYSTEM, subsidy=subsidy, expense=expense, decided_on=PAID, due_on=PAID, **facts)


@pytest.mark.parametrize(("who", "face"), [("secretary", "studio"), ("officer", "desk")])
def test_pages_of_a_studio_ask_the_same_of_few_rows_and_of_many(who, face, open_page, people, studio):
    voucher = keep_voucher()
    subsidy = grant(studio, voucher)
    grow(studio, subsidy, voucher, times=1)
    addresses = [of(face, studio, page.format(subsidy=subsidy.pk)) for page in PAGES]

    def counted():
        asked = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert open_page(getattr(people, who), address).status == 200
            asked.append(len(queries))
        return asked

    counted()  # signs in and warms what is read once
    few = counted()
    grow(studio, subsidy, voucher, times=4)
    assert counted() == few
