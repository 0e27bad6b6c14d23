"""The application's page leads to the rows of the ledger."""

from tests.web.studio.conftest import Scene, address


def test_the_forms_page_leads_to_the_ledger_and_says_when_it_is_empty(scene: Scene) -> None:
    entry, client = scene.started(), scene.secretary()
    link = f"{address('excel', entry)}?section=projects&amp;ledger=1"
    assert link in client.get(address("fill", entry)).content.decode()
    page = client.get(address("excel", entry), {"section": "projects", "ledger": "1"})
    assert (page.status_code, "台账里没有可以带入的新内容" in page.content.decode()) == (409, True)
    assert client.get(address("excel", entry), {"section": "members", "ledger": "1"}).status_code == 404
