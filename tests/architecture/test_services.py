"""Services are keyword-only, name their act after their room, and are the only ones to begin a transaction."""

import ast

import pytest

from tests.architecture.code import dotted, sources


def services():
    for source in sources("@service("):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    if isinstance(decorator, ast.Call) and dotted(decorator.func) == "service":
                        yield source, node, decorator


SERVICES = list(services())
BY_NAME = pytest.mark.parametrize(
    ("source", "function", "decorator"),
    SERVICES,
    ids=[f"{source.room}.{function.name}" for source, function, _decorator in SERVICES],
)


def test_there_are_services():
    assert len(SERVICES) > 20


@BY_NAME
def test_a_service_takes_an_actor_and_only_named_arguments(source, function, decorator):
    arguments = function.args
    named = {argument.arg: argument.annotation for argument in arguments.kwonlyargs}

    assert [*arguments.posonlyargs, *arguments.args, *filter(None, [arguments.vararg])] == []
    assert ast.unparse(named["actor"]) == "Actor"


@BY_NAME
def test_a_service_names_its_act_after_its_room(source, function, decorator):
    act = ast.literal_eval(decorator.args[0])
    room, _dot, verb = act.partition(".")

    assert room == source.room
    assert verb.replace("_", "").isalpha()
    assert verb == verb.lower()


@BY_NAME
def test_a_service_says_what_a_refusal_is_about(source, function, decorator):
    (about,) = [ast.literal_eval(keyword.value) for keyword in decorator.keywords if keyword.arg == "about"]

    assert about in {argument.arg for argument in function.args.kwonlyargs} or not _refuses(function, about)


@BY_NAME
def test_a_service_says_what_it_does(source, function, decorator):
    assert ast.get_docstring(function)


def test_acts_are_unique():
    acts = [ast.literal_eval(decorator.args[0]) for _source, _function, decorator in SERVICES]

    assert sorted(acts) == sorted(set(acts))


def test_faces_begin_no_transaction_and_write_no_rows():
    """A view that saves a row would do it without policy and journal."""
    writers = {"save", "delete", "create", "bulk_create", "update_or_create", "get_or_create", "bulk_update"}
    found = [
        f"{source.place}:{line} {name}"
        for source in sources()
        if source.room == "web"
        for line, name in source.calls()
        if name.startswith("transaction.") or (".objects." in name and name.rsplit(".", 1)[-1] in writers)
    ]

    assert found == []


def _refuses(function, about):
    """Tell whether a service that makes the thing it is about could be refused after the thing exists."""
    return any(isinstance(node, ast.Raise) for node in ast.walk(function)) and about in {
        node.id for node in ast.walk(function) if isinstance(node, ast.Name)
    }
