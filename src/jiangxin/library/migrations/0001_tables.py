import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jiangxin.core.database import KeepRows


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("campaigns", "0003_kept_rows"),
        ("core", "0003_kept_rows"),
        ("orgs", "0001_tables"),
        ("people", "0001_tables"),
        ("studios", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("stated_total", models.PositiveIntegerField(blank=True, null=True, verbose_name="来源标明的全文字数")),
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
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="orgs.organisation",
                        verbose_name="归口单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "文章",
                "ordering": ["-published_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="library.article"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.storedfile"
                    ),
                ),
            ],
            options={
                "verbose_name": "文章附件",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="library.article"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="campaigns.call",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="people.person",
                    ),
                ),
                (
                    "studio",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article_links",
                        to="studios.studio",
                    ),
                ),
            ],
            options={
                "verbose_name": "文章关联",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                            ("system_administrator", "系统管理员"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readers", to="library.article"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "全文读者",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=30, verbose_name="标签")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="library.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "文章标签",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ArticleVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="修改说明")),
                ("made_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="library.article"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "文章版本",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ArticleWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=30)),
                ("weight", models.FloatField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="words", to="library.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "文章词语",
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("path", models.CharField(editable=False, max_length=120, unique=True)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="library.category",
                    ),
                ),
            ],
            options={
                "verbose_name": "分类",
                "ordering": ["path"],
            },
        ),
        migrations.CreateModel(
            name="ArticleCategory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="library.article"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="library.category"
                    ),
                ),
            ],
            options={
                "verbose_name": "文章分类",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="FavouriteFolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="favourite_folders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "收藏夹",
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Favourite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="笔记")),
                ("kept_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="favourites",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="favourites", to="library.article"
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="favourites",
                        to="library.favouritefolder",
                    ),
                ),
            ],
            options={
                "verbose_name": "收藏",
                "ordering": ["-kept_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FrontPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="front_places", to="library.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "首页位置",
                "ordering": ["slot", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="ReadingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("reads", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reading_days", to="library.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "阅读量",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RelatedArticle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("likeness", models.FloatField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="related", to="library.article"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "相关文章",
                "ordering": ["-likeness", "other_id"],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "-published_at", "-id"], name="article_by_time"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "kind", "-published_at", "-id"], name="article_by_kind"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "owner", "-published_at", "-id"], name="article_by_owner"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["owner", "state", "-changed_at", "-id"], name="article_by_change"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["digest"], name="article_by_digest"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "review", "published", "withdrawn"])),
                name="article_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("access__in", ["public", "signed_in", "organisations", "duty"])),
                name="article_access_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("counting__in", ["site", "plain", "words"])), name="article_counting_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="article_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("access", "public"),
                    ("preview_gap__isnull", True),
                    ("preview_gap__gt", 0),
                    ("preview_tail__gt", 0),
                    _connector="OR",
                ),
                name="article_preview_withholds",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("published_at__isnull", False), _connector="OR"
                ),
                name="article_published_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    models.Q(("digest", ""), _negated=True), models.Q(("state", "withdrawn"), _negated=True)
                ),
                fields=("owner", "digest"),
                name="article_once_per_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["cover", "gallery", "attachment"])),
                name="article_file_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose", "cover")), fields=("article",), name="article_file_one_cover"
            ),
        ),
        migrations.AddConstraint(
            model_name="articlefile",
            constraint=models.UniqueConstraint(fields=("article", "stored"), name="article_file_once"),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("call__isnull", True),
                        ("organisation__isnull", True),
                        ("person__isnull", True),
                        ("studio__isnull", False),
                    ),
                    models.Q(
                        ("call__isnull", True),
                        ("organisation__isnull", True),
                        ("person__isnull", False),
                        ("studio__isnull", True),
                    ),
                    models.Q(
                        ("call__isnull", False),
                        ("organisation__isnull", True),
                        ("person__isnull", True),
                        ("studio__isnull", True),
                    ),
                    models.Q(
                        ("call__isnull", True),
                        ("organisation__isnull", False),
                        ("person__isnull", True),
                        ("studio__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="article_link_to_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("studio__isnull", False)),
                fields=("article", "studio"),
                name="article_link_once_per_studio",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("article", "person"),
                name="article_link_once_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("call__isnull", False)),
                fields=("article", "call"),
                name="article_link_once_per_call",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", False)),
                fields=("article", "organisation"),
                name="article_link_once_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlereader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation__isnull", False), models.Q(("role", ""), _negated=True), _connector="OR"
                ),
                name="article_reader_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlereader",
            constraint=models.UniqueConstraint(fields=("article", "organisation", "role"), name="article_reader_once"),
        ),
        migrations.AddConstraint(
            model_name="articlereader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation__isnull", True)),
                fields=("article", "role"),
                name="article_reader_once_anywhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="articletag",
            constraint=models.UniqueConstraint(fields=("name", "article"), name="article_tag_once"),
        ),
        migrations.AddConstraint(
            model_name="articleversion",
            constraint=models.UniqueConstraint(fields=("article", "number"), name="article_version_once"),
        ),
        migrations.AddConstraint(
            model_name="articleword",
            constraint=models.UniqueConstraint(fields=("word", "article"), name="article_word_once"),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(fields=("parent", "name"), name="category_once_below_parent"),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parent__isnull", True)), fields=("name",), name="category_once_at_the_top"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="category_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecategory",
            constraint=models.UniqueConstraint(fields=("category", "article"), name="article_category_once"),
        ),
        migrations.AddConstraint(
            model_name="favouritefolder",
            constraint=models.UniqueConstraint(fields=("account", "name"), name="favourite_folder_once"),
        ),
        migrations.AddConstraint(
            model_name="favouritefolder",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="favourite_folder_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="favourite",
            index=models.Index(fields=["account", "-kept_at", "-id"], name="favourite_by_account"),
        ),
        migrations.AddConstraint(
            model_name="favourite",
            constraint=models.UniqueConstraint(fields=("article", "account"), name="favourite_once"),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.UniqueConstraint(fields=("slot", "article"), name="front_place_once"),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot__in", ["headline", "news", "notices", "stories", "pictures"])),
                name="front_place_slot_known",
            ),
        ),
        migrations.AddIndex(
            model_name="readingday",
            index=models.Index(fields=["day", "article"], name="reading_day_by_day"),
        ),
        migrations.AddConstraint(
            model_name="readingday",
            constraint=models.UniqueConstraint(fields=("article", "day"), name="reading_day_once"),
        ),
        migrations.AddConstraint(
            model_name="relatedarticle",
            constraint=models.UniqueConstraint(fields=("article", "other"), name="related_article_once"),
        ),
        migrations.AddConstraint(
            model_name="relatedarticle",
            constraint=models.CheckConstraint(
                condition=models.Q(("article", models.F("other")), _negated=True), name="related_article_is_another"
            ),
        ),
        KeepRows("library_articleversion"),
    ]
