"""What rows have in common: the studio they name, the person they number, and whether they are there already."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from jiangxin.people.models import Person
from jiangxin.studios.importing.house import COMING, Brought, House, key_of
from jiangxin.studios.importing.lines import Line


def texts(lines: Sequence[Line], name: str) -> set[str]:
    """Return what stands in a field of the lines."""
    return {line.values[name] for line in lines if isinstance(line.values.get(name), str)}


def find_studios(lines: Sequence[Line], house: House, brought: Brought) -> None:
    """Find the studio each line names, in the house or among the rows before."""
    known = house.studios(texts(lines, "studio"))
    for line in lines:
        name = line.values.get("studio")
        if not isinstance(name, str) or line.has_fault("studio"):
            continue
        met, coming = known.get(name, []), brought.studios.get(key_of(name))
        if len(met) > 1:
            line.blame("studio", "ambiguous", _("有几个工作室都叫这个名称，无法确定是哪一个。"))
        elif met:
            line.found["studio"] = met[0]
        elif coming is None:
            line.blame("studio", "unknown_studio", _("系统中和“工作室”表中都没有这个工作室，请核对名称。"))
        elif coming < 0:
            words = {"row": -coming}
            line.blame(
                "studio", "faulty_studio", _("这个工作室在“工作室”表第 %(row)s 行有问题，请先改正那一行。") % words
            )
        else:
            line.found["studio"] = COMING


def once(line: Line, brought: Brought, *parts: object, known: bool) -> None:
    """Pass over what the house has already, and blame what stands in the workbook twice."""
    before = brought.first_met(line.number, *parts)
    if known:
        line.known = True
    elif before is not None:
        line.blame("", "twice", _("与第 %(row)s 行重复。") % {"row": before})


def studio_key(line: Line) -> Any:
    """Return what tells studios apart: the key of the one found, or the name of the one that is coming."""
    studio = line.found.get("studio")
    return line.values.get("studio") if studio is COMING or studio is None else studio.pk


def present_ids(lines: Sequence[Line]) -> set[int]:
    """Return the keys of the studios found in the house."""
    return {line.found["studio"].pk for line in lines if line.found.get("studio") not in {None, COMING}}


def same_person(line: Line, people: Mapping[str, Person], brought: Brought, *, number: str, name: str) -> None:
    """Refuse a number that belongs to somebody of another name, whose name is not told."""
    typed, called = line.values.get(number), line.values.get(name)
    if not typed or not called or line.has_fault(number) or line.has_fault(name):
        return
    person = people.get(typed)
    before = brought.names.setdefault(key_of(typed), key_of(called))
    if before != key_of(called):
        line.blame(number, "two_names", _("同一个身份证号在本表中有两个姓名，请核对。"))
    elif person is None:
        return
    elif person.name != called:
        line.blame(number, "other_name", _("这个身份证号已登记在另一个姓名下，请核对姓名和号码。"))
    else:
        line.found["person"] = person
