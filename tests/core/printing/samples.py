"""Fictional documents the tests of printing share."""

from datetime import date

from jiangxin.core.printing.official import (
    Attachment,
    Column,
    Level,
    NameGroup,
    NameList,
    OfficialDocument,
    Paragraph,
    Table,
)

DAY = date(2026, 11, 22)
LONG_NAME = "云溪市临江区精密制造产业集群高技能人才王建国劳模和工匠人才跨区域联合创新工作室联盟"  # 40 characters
SENTENCE = "各级工会要把劳模创新工作室作为弘扬劳模精神、劳动精神、工匠精神的重要阵地，加强指导，搞好服务。"
COLUMNS = (Column("工作室名称", 3, "left"), Column("所在单位", 3, "left"), Column("领衔人", 1))


def naming(
    *,
    rows_per_area: tuple[int, ...] = (3, 2),
    name: str = "王建国劳模创新工作室",
    ruled: bool = True,
    **changes: object,
) -> OfficialDocument:
    """A naming decision with a list grouped by area."""
    areas = ("吴溪区", "南浦区", "德山县", "长河县", "安源县")
    groups = tuple(
        NameGroup(areas[i % 5], tuple((f"{name}", f"云溪市第{i + 1}机械厂", "王建国") for _ in range(count)))
        for i, count in enumerate(rows_per_area)
    )
    given: dict[str, object] = {
        "marks": ("云溪市总工会",),
        "number": "云工〔2026〕35号",
        "title": "云溪市总工会关于命名2026年度云溪市劳模创新工作室和劳模服务工作室的决定",
        "issued": DAY,
        "recipients": "各县（区）总工会，市级各产业工会，市直属机关工会，各有关单位工会",
        "body": (
            Paragraph(SENTENCE * 3),
            Paragraph("总体要求", Level.FIRST),
            Paragraph(SENTENCE, Level.SECOND, heading="加强组织领导。"),
            Paragraph(SENTENCE, Level.THIRD),
            Paragraph(SENTENCE, Level.FOURTH),
            Paragraph(SENTENCE, Level.FOURTH),
            Paragraph("工作安排", Level.FIRST),
            Paragraph(SENTENCE * 4),
        ),
        "attachments": (
            Attachment("2026年度云溪市劳模创新工作室名单", (NameList(COLUMNS, groups, ruled=ruled),)),
            Attachment("补助经费安排表", (Table((Column("科目", 2), Column("金额（万元）")), (("设备", "3.00"),)),)),
        ),
        "issuers": ("云溪市总工会",),
        "copy_to": "省总工会，市委办公室、市人大常委会办公室、市政府办公室、市政协办公室",
        "printer": "云溪市总工会办公室",
        "printed": DAY,
    }
    return OfficialDocument(**(given | changes))  # type: ignore[arg-type]
