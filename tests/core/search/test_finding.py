from jiangxin.core.search import find
from tests.core.search.conftest import THINGS, things


def test_smoke(write):
    job = write("劳模创新工作室", "焊接技术攻关", words=["劳模", "张三"], facets={"kind": ["speech"]})
    for typed in ("劳模", "焊", "技术攻关", "勞模", "laomo", "lm", "zhangsan", ""):
        r = find(THINGS, typed, listed=things(), facets={"kind": "speech"})
        assert [h.object for h in r.hits] == [job]
