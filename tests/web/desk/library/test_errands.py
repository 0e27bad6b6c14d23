"""An article sent for review stands in the publisher's inbox, and the place there is kept while it is published."""

from jiangxin.library.services import send_to_review
from jiangxin.orgs.models import Errand
from tests.library.scene import draft


def test_from_the_inbox_to_the_portal_and_on(county, writer, federation, open_page, send):
    articles = [draft(federation.unit, actor=writer, title=title) for title in ("甲讲话", "乙讲话")]
    for article in articles:
        send_to_review(actor=writer, article=article, expected_revision=1)
    first = Errand.objects.get(subject_id=articles[0].pk)

    inbox = open_page(county, "/desk/")
    case = open_page(county, inbox.links(".jx-inbox-link")[0])

    assert inbox.all(".jx-inbox-link") == ["请审核文章 甲讲话", "请审核文章 乙讲话"]
    assert inbox.all(".jx-inbox-origin") == [f"文库 · {federation.unit.name}送审"] * 2
    assert case.all(".jx-neighbours-ends .jx-note") == ["1 / 2"]
    act = next(link for link in case.links("main a, header a") if "/publish/" in link)
    page = send(county, act, revision=2, confirmed=1)
    assert page.response.redirect_chain[-1][0] == f"/desk/library/{articles[0].pk}/?errand={first.pk}"
    assert len(page.links(".jx-neighbours a[rel=next]")) == 1
    assert open_page(county, "/desk/").all(".jx-inbox-link") == ["请审核文章 乙讲话"]
