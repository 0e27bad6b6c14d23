"""Articles, where they stand and who reads them, and how texts are brought in."""

from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows, LayTables

_KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _to(model, **facts):
    return models.ForeignKey(**{"on_delete": models.PROTECT, "related_name": "+", "to": model, **facts})


class Migration(migrations.Migration):
    replaces = [
        ("library", "0001_tables"),
        ("library", "0002_imports"),
        ("library", "0003_articles_by_change"),
        ("library", "0004_audit_role"),
        ("library", "0005_ceremonies"),
    ]

    initial = True

    dependencies = [
        ("awards", "0004_outcome_reasons"),
        ("campaigns", "0003_kept_rows"),
        ("core", "0003_kept_rows"),
        ("orgs", "0001_tables"),
        ("people", "0001_tables"),
        ("studios", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LayTables(
            migrations.CreateModel(
                name="Article",
                fields=[
                    ("id", _KEY.clone()),
                    ("title", models.CharField(max_length=200, verbose_name="标题")),
                    ("subtitle", models.CharField(blank=True, max_length=200, verbose_name="副标题")),
                    ("body", models.TextField(blank=True, verbose_name="正文")),
                    ("contents", models.TextField(blank=True, verbose_name="原文目录")),
                    ("summary", models.CharField(blank=True, max_length=300, verbose_name="导读")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("speech", "讲话致辞"),
                                ("notice", "通知公告"),
                                ("news", "工作动态"),
                                ("experience", "经验材料"),
                                ("story", "劳模故事"),
                                ("exhibition", "图片展"),
                                ("regulation", "制度文件"),
                                ("method", "操作法"),
                                ("other", "其他文章"),
                            ],
                            default="news",
                            max_length=20,
                            verbose_name="类型",
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("draft", "草稿"),
                                ("review", "待审"),
                                ("published", "已发布"),
                                ("withdrawn", "已撤下"),
                            ],
                            default="draft",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("author", models.CharField(blank=True, max_length=60, verbose_name="作者")),
                    ("issuing_body", models.CharField(blank=True, max_length=120, verbose_name="发布机构")),
                    ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                    ("source_name", models.CharField(blank=True, max_length=120, verbose_name="来源")),
                    ("source_url", models.URLField(blank=True, max_length=500, verbose_name="来源网址")),
                    ("licence_note", models.CharField(blank=True, max_length=300, verbose_name="版权说明")),
                    ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="发布时间")),
                    (
                        "access",
                        models.CharField(
                            choices=[
                                ("public", "所有人"),
                                ("signed_in", "登录用户"),
                                ("organisations", "指定单位的成员"),
                                ("duty", "指定职责的人员"),
                            ],
                            default="public",
                            max_length=20,
                            verbose_name="全文阅读范围",
                        ),
                    ),
                    ("preview_opening", models.PositiveIntegerField(default=300, verbose_name="预览开头字数")),
                    ("preview_gap", models.PositiveIntegerField(blank=True, null=True, verbose_name="中间省略字数")),
                    ("preview_tail", models.PositiveIntegerField(default=0, verbose_name="末尾省略字数")),
                    (
                        "counting",
                        models.CharField(
                            choices=[
                                ("site", "网站字数（换行计两个字符）"),
                                ("plain", "不计空白"),
                                ("words", "字数（与文字处理软件一致）"),
                            ],
                            default="site",
                            max_length=10,
                            verbose_name="计数规则",
                        ),
                    ),
                    (
                        "stated_total",
                        models.PositiveIntegerField(blank=True, null=True, verbose_name="来源标明的全文字数"),
                    ),
                    ("characters", models.PositiveIntegerField(default=0, verbose_name="字数")),
                    ("preview_shown", models.PositiveIntegerField(default=0)),
                    ("preview_omitted", models.PositiveIntegerField(default=0)),
                    ("source_gaps", models.JSONField(default=list)),
                    ("source_omitted", models.PositiveIntegerField(default=0)),
                    ("outline", models.JSONField(default=list)),
                    ("excerpt", models.CharField(blank=True, max_length=200)),
                    ("keywords", models.JSONField(default=list)),
                    ("digest", models.CharField(blank=True, max_length=64)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("created_at", models.DateTimeField()),
                    ("changed_at", models.DateTimeField()),
                    ("withdrawn_for", models.CharField(blank=True, max_length=300, verbose_name="撤下原因")),
                    ("created_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("owner", _to("orgs.organisation", related_name="articles", verbose_name="归口单位")),
                ],
                options={
                    "verbose_name": "文章",
                    "ordering": ["-published_at", "-id"],
                    "indexes": [
                        models.Index(fields=["state", "-published_at", "-id"], name="article_by_time"),
                        models.Index(fields=["state", "kind", "-published_at", "-id"], name="article_by_kind"),
                        models.Index(fields=["state", "owner", "-published_at", "-id"], name="article_by_owner"),
                        models.Index(fields=["owner", "state", "-changed_at", "-id"], name="article_by_change"),
                        models.Index(fields=["digest"], name="article_by_digest"),
                        models.Index(fields=["-changed_at", "-id"], name="article_changed_last"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["draft", "review", "published", "withdrawn"])),
                            name="article_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                (
                                    "kind__in",
                                    [
                                        "speech",
                                        "notice",
                                        "news",
                                        "experience",
                                        "story",
                                        "exhibition",
                                        "regulation",
                                        "method",
                                        "other",
                                    ],
                                )
                            ),
                            name="article_kind_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("access__in", ["public", "signed_in", "organisations", "duty"])),
                            name="article_access_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("counting__in", ["site", "plain", "words"])),
                            name="article_counting_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("title", ""), _negated=True), name="article_has_a_title"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("access", "public"),
                                ("preview_gap__isnull", True),
                                ("preview_gap__gt", 0),
                                ("preview_tail__gt", 0),
                                _connector="OR",
                            ),
                            name="article_preview_withholds",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", False),
                                _connector="OR",
                            ),
                            name="article_published_at_a_time",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(
                                models.Q(("digest", ""), _negated=True), models.Q(("state", "withdrawn"), _negated=True)
                            ),
                            fields=("owner", "digest"),
                            name="article_once_per_text",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ArticleFile",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "purpose",
                        models.CharField(
                            choices=[("cover", "封面"), ("gallery", "图片"), ("attachment", "附件")],
                            max_length=12,
                            verbose_name="用途",
                        ),
                    ),
                    ("caption", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                    ("position", models.PositiveSmallIntegerField(default=0)),
                    ("text", models.TextField(blank=True)),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="files")),
                    ("stored", _to("core.storedfile")),
                ],
                options={
                    "verbose_name": "文章附件",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("purpose__in", ["cover", "gallery", "attachment"])),
                            name="article_file_purpose_known",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("purpose", "cover")), fields=("article",), name="article_file_one_cover"
                        ),
                        models.UniqueConstraint(fields=("article", "stored"), name="article_file_once"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ArticleLink",
                fields=[
                    ("id", _KEY.clone()),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="links")),
                    ("call", _to("campaigns.call", blank=True, null=True, related_name="article_links")),
                    ("organisation", _to("orgs.organisation", blank=True, null=True, related_name="article_links")),
                    ("person", _to("people.person", blank=True, null=True, related_name="article_links")),
                    ("studio", _to("studios.studio", blank=True, null=True, related_name="article_links")),
                    ("ceremony", _to("awards.namingdocument", blank=True, null=True, related_name="article_links")),
                ],
                options={
                    "verbose_name": "文章关联",
                    "ordering": ["id"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("studio__isnull", False)),
                            fields=("article", "studio"),
                            name="article_link_once_per_studio",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("person__isnull", False)),
                            fields=("article", "person"),
                            name="article_link_once_per_person",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("call__isnull", False)),
                            fields=("article", "call"),
                            name="article_link_once_per_call",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("organisation__isnull", False)),
                            fields=("article", "organisation"),
                            name="article_link_once_per_organisation",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(
                                    ("call__isnull", True),
                                    ("ceremony__isnull", True),
                                    ("organisation__isnull", True),
                                    ("person__isnull", True),
                                    ("studio__isnull", False),
                                ),
                                models.Q(
                                    ("call__isnull", True),
                                    ("ceremony__isnull", True),
                                    ("organisation__isnull", True),
                                    ("person__isnull", False),
                                    ("studio__isnull", True),
                                ),
                                models.Q(
                                    ("call__isnull", False),
                                    ("ceremony__isnull", True),
                                    ("organisation__isnull", True),
                                    ("person__isnull", True),
                                    ("studio__isnull", True),
                                ),
                                models.Q(
                                    ("call__isnull", True),
                                    ("ceremony__isnull", False),
                                    ("organisation__isnull", True),
                                    ("person__isnull", True),
                                    ("studio__isnull", True),
                                ),
                                models.Q(
                                    ("call__isnull", True),
                                    ("ceremony__isnull", True),
                                    ("organisation__isnull", False),
                                    ("person__isnull", True),
                                    ("studio__isnull", True),
                                ),
                                _connector="OR",
                            ),
                            name="article_link_to_one_thing",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ceremony__isnull", False)),
                            fields=("article", "ceremony"),
                            name="article_link_once_per_ceremony",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ArticleReader",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "role",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("worker", "职工"),
                                ("studio_leader", "工作室领衔人"),
                                ("studio_secretary", "工作室联络员"),
                                ("union_officer", "基层工会干部"),
                                ("reviewer_first", "县（市、区）及产业工会审核"),
                                ("officer_city", "市总工会经办"),
                                ("leader_city", "市总工会分管领导"),
                                ("expert", "评审专家"),
                                ("inspector", "考察组成员"),
                                ("discipline", "纪检监督"),
                                ("audit", "经审委"),
                                ("system_administrator", "系统管理员"),
                            ],
                            max_length=30,
                        ),
                    ),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="readers")),
                    ("organisation", _to("orgs.organisation", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "全文读者",
                    "ordering": ["id"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("organisation__isnull", False), models.Q(("role", ""), _negated=True), _connector="OR"
                            ),
                            name="article_reader_is_somebody",
                        ),
                        models.UniqueConstraint(fields=("article", "organisation", "role"), name="article_reader_once"),
                        models.UniqueConstraint(
                            condition=models.Q(("organisation__isnull", True)),
                            fields=("article", "role"),
                            name="article_reader_once_anywhere",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ArticleTag",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=30, verbose_name="标签")),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="tags")),
                ],
                options={
                    "verbose_name": "文章标签",
                    "ordering": ["id"],
                    "constraints": [models.UniqueConstraint(fields=("name", "article"), name="article_tag_once")],
                },
            ),
            migrations.CreateModel(
                name="ArticleVersion",
                fields=[
                    ("id", _KEY.clone()),
                    ("number", models.PositiveIntegerField()),
                    ("title", models.CharField(max_length=200)),
                    ("body", models.TextField(blank=True)),
                    ("facts", models.JSONField(default=dict)),
                    ("digest", models.CharField(blank=True, max_length=64)),
                    ("note", models.CharField(blank=True, max_length=200, verbose_name="修改说明")),
                    ("made_at", models.DateTimeField()),
                    ("article", _to("library.article", related_name="versions")),
                    ("made_by", _to(settings.AUTH_USER_MODEL, null=True)),
                ],
                options={
                    "verbose_name": "文章版本",
                    "ordering": ["-number"],
                    "constraints": [models.UniqueConstraint(fields=("article", "number"), name="article_version_once")],
                },
            ),
            migrations.CreateModel(
                name="ArticleWord",
                fields=[
                    ("id", _KEY.clone()),
                    ("word", models.CharField(max_length=30)),
                    ("weight", models.FloatField()),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="words")),
                ],
                options={
                    "verbose_name": "文章词语",
                    "constraints": [models.UniqueConstraint(fields=("word", "article"), name="article_word_once")],
                },
            ),
            migrations.CreateModel(
                name="Category",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=40, verbose_name="名称")),
                    ("path", models.CharField(editable=False, max_length=120, unique=True)),
                    ("position", models.PositiveIntegerField(default=0)),
                    ("parent", _to("library.category", blank=True, null=True, related_name="children")),
                ],
                options={
                    "verbose_name": "分类",
                    "ordering": ["path"],
                    "constraints": [
                        models.UniqueConstraint(fields=("parent", "name"), name="category_once_below_parent"),
                        models.UniqueConstraint(
                            condition=models.Q(("parent__isnull", True)),
                            fields=("name",),
                            name="category_once_at_the_top",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="category_has_a_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ArticleCategory",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveSmallIntegerField(default=0)),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="places")),
                    ("category", _to("library.category", related_name="places")),
                ],
                options={
                    "verbose_name": "文章分类",
                    "ordering": ["position", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("category", "article"), name="article_category_once")
                    ],
                },
            ),
            migrations.CreateModel(
                name="FavouriteFolder",
                fields=[
                    ("id", _KEY.clone()),
                    ("name", models.CharField(max_length=40, verbose_name="名称")),
                    ("account", _to(settings.AUTH_USER_MODEL, related_name="favourite_folders")),
                ],
                options={
                    "verbose_name": "收藏夹",
                    "ordering": ["name", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("account", "name"), name="favourite_folder_once"),
                        models.CheckConstraint(
                            condition=models.Q(("name", ""), _negated=True), name="favourite_folder_has_a_name"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Favourite",
                fields=[
                    ("id", _KEY.clone()),
                    ("note", models.CharField(blank=True, max_length=300, verbose_name="笔记")),
                    ("kept_at", models.DateTimeField()),
                    ("account", _to(settings.AUTH_USER_MODEL, related_name="favourites")),
                    ("article", _to("library.article", related_name="favourites")),
                    ("folder", _to("library.favouritefolder", blank=True, null=True, related_name="favourites")),
                ],
                options={
                    "verbose_name": "收藏",
                    "ordering": ["-kept_at", "-id"],
                    "indexes": [models.Index(fields=["account", "-kept_at", "-id"], name="favourite_by_account")],
                    "constraints": [models.UniqueConstraint(fields=("article", "account"), name="favourite_once")],
                },
            ),
            migrations.CreateModel(
                name="FrontPlace",
                fields=[
                    ("id", _KEY.clone()),
                    (
                        "slot",
                        models.CharField(
                            choices=[
                                ("headline", "头条"),
                                ("news", "工作动态"),
                                ("notices", "通知公告"),
                                ("stories", "劳模风采"),
                                ("pictures", "图片展"),
                            ],
                            max_length=12,
                            verbose_name="栏目",
                        ),
                    ),
                    ("position", models.PositiveSmallIntegerField()),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="front_places")),
                ],
                options={
                    "verbose_name": "首页位置",
                    "ordering": ["slot", "position", "id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("slot", "article"), name="front_place_once"),
                        models.CheckConstraint(
                            condition=models.Q(("slot__in", ["headline", "news", "notices", "stories", "pictures"])),
                            name="front_place_slot_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReadingDay",
                fields=[
                    ("id", _KEY.clone()),
                    ("day", models.DateField()),
                    ("reads", models.PositiveIntegerField(default=0)),
                    ("total", models.PositiveIntegerField(default=0)),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="reading_days")),
                ],
                options={
                    "verbose_name": "阅读量",
                    "ordering": ["-day", "-id"],
                    "indexes": [models.Index(fields=["day", "article"], name="reading_day_by_day")],
                    "constraints": [models.UniqueConstraint(fields=("article", "day"), name="reading_day_once")],
                },
            ),
            migrations.CreateModel(
                name="RelatedArticle",
                fields=[
                    ("id", _KEY.clone()),
                    ("likeness", models.FloatField()),
                    ("article", _to("library.article", on_delete=models.CASCADE, related_name="related")),
                    ("other", _to("library.article", on_delete=models.CASCADE)),
                ],
                options={
                    "verbose_name": "相关文章",
                    "ordering": ["-likeness", "other_id"],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "other"), name="related_article_once"),
                        models.CheckConstraint(
                            condition=models.Q(("article", models.F("other")), _negated=True),
                            name="related_article_is_another",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportBatch",
                fields=[
                    ("id", _KEY.clone()),
                    ("title", models.CharField(max_length=120, verbose_name="名称")),
                    (
                        "counting",
                        models.CharField(
                            choices=[
                                ("site", "网站字数（换行计两个字符）"),
                                ("plain", "不计空白"),
                                ("words", "字数（与文字处理软件一致）"),
                            ],
                            default="site",
                            max_length=10,
                            verbose_name="计数规则",
                        ),
                    ),
                    ("protected", models.BooleanField(default=False, verbose_name="保留拼音与字距")),
                    ("keep", models.TextField(blank=True, verbose_name="保留写法的姓名")),
                    ("made_at", models.DateTimeField()),
                    ("job", _to("core.job", null=True, on_delete=models.SET_NULL)),
                    ("made_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("owner", _to("orgs.organisation", related_name="import_batches", verbose_name="归口单位")),
                ],
                options={
                    "verbose_name": "导入批次",
                    "ordering": ["-id"],
                    "indexes": [models.Index(fields=["owner", "-id"], name="import_batch_by_owner")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("counting__in", ["site", "plain", "words"])),
                            name="import_batch_counting_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ImportOriginal",
                fields=[
                    ("id", _KEY.clone()),
                    ("sha256", models.CharField(max_length=64, unique=True)),
                    ("kept_at", models.DateTimeField()),
                    ("stored", _to("core.storedfile")),
                ],
                options={"verbose_name": "导入原件", "ordering": ["id"]},
            ),
            migrations.CreateModel(
                name="ImportItem",
                fields=[
                    ("id", _KEY.clone()),
                    ("position", models.PositiveIntegerField()),
                    ("name", models.CharField(max_length=255, verbose_name="文件名")),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "待读取"),
                                ("read", "待确认"),
                                ("failed", "读取失败"),
                                ("duplicate", "重复"),
                                ("confirmed", "已入库"),
                                ("discarded", "不导入"),
                            ],
                            default="waiting",
                            max_length=12,
                            verbose_name="状态",
                        ),
                    ),
                    ("problem", models.CharField(blank=True, max_length=40)),
                    ("problem_values", models.JSONField(default=dict)),
                    ("format", models.CharField(blank=True, max_length=8, verbose_name="格式")),
                    ("encoding", models.CharField(blank=True, max_length=20, verbose_name="编码")),
                    ("declared", models.CharField(blank=True, max_length=40, verbose_name="声明的编码")),
                    ("source", models.TextField(blank=True)),
                    ("text", models.TextField(blank=True)),
                    ("changes", models.JSONField(default=list)),
                    ("flags", models.JSONField(default=list)),
                    ("revoked", models.JSONField(default=list)),
                    ("hints", models.JSONField(default=dict)),
                    ("attachments", models.JSONField(default=list)),
                    ("recognised", models.JSONField(default=dict)),
                    ("digest", models.CharField(blank=True, max_length=64)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("read_at", models.DateTimeField(null=True)),
                    ("decided_at", models.DateTimeField(null=True)),
                    ("article", _to("library.article", null=True, related_name="import_items")),
                    ("batch", _to("library.importbatch", related_name="items")),
                    ("decided_by", _to(settings.AUTH_USER_MODEL, null=True)),
                    ("twin", _to("library.importitem", null=True)),
                    ("original", _to("library.importoriginal", null=True, related_name="items")),
                ],
                options={
                    "verbose_name": "导入文件",
                    "ordering": ["batch", "position"],
                    "indexes": [
                        models.Index(fields=["batch", "state", "position"], name="import_item_by_state"),
                        models.Index(fields=["digest"], name="import_item_by_digest"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("batch", "position"), name="import_item_place_once"),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("state__in", ["waiting", "read", "failed", "duplicate", "confirmed", "discarded"])
                            ),
                            name="import_item_state_known",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(models.Q(("state", "failed")), models.Q(("problem", ""), _negated=True)),
                                models.Q(models.Q(("state", "failed"), _negated=True), ("problem", "")),
                                _connector="OR",
                            ),
                            name="import_item_fails_for_a_reason",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("article__isnull", False),
                                _connector="OR",
                            ),
                            name="import_item_confirmed_is_an_article",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "duplicate"), _negated=True),
                                ("twin__isnull", False),
                                ("article__isnull", False),
                                _connector="OR",
                            ),
                            name="import_item_duplicate_of_something",
                        ),
                    ],
                },
            ),
        ),
        KeepRows("library_articleversion"),
        KeepRows("library_importoriginal"),
    ]
