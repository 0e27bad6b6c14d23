"""Every address has a policy, and only `routing.page` makes addresses."""

from django.urls import URLPattern, get_resolver

from jiangxin.core.actor import PUBLIC
from jiangxin.core.policy import Decision
from tests.architecture.code import sources


def patterns(resolver=None, namespace=""):
    resolver = resolver or get_resolver()
    for item in resolver.url_patterns:
        if isinstance(item, URLPattern):
            yield namespace, item
        else:
            yield from patterns(item, f"{namespace}{item.namespace}:")


def test_there_are_addresses():
    assert {namespace for namespace, _pattern in patterns()} >= {"account:"}


def test_every_address_has_a_policy():
    bare = [f"{space}{item.name}" for space, item in patterns() if not hasattr(item.callback, "policy")]

    assert bare == []


def test_every_policy_answers_the_public_with_a_decision():
    answers = {f"{space}{item.name}": item.callback.policy(PUBLIC) for space, item in patterns()}

    assert {name for name, answer in answers.items() if not isinstance(answer, Decision)} == set()


def test_every_address_has_a_name_of_its_own():
    names = [f"{space}{item.name}" for space, item in patterns()]

    assert sorted(name for name in set(names) if names.count(name) > 1 or name.endswith(":None")) == []


def test_only_routing_makes_addresses():
    makers = [
        f"{source.place}:{line}"
        for source in sources()
        for line, name in source.imports()
        if name in {"django.urls.path", "django.urls.re_path"}
    ]

    assert [place.split(":")[0] for place in makers] == ["src/jiangxin/core/routing.py", "src/jiangxin/web/urls.py"]
