"""Words of fixed lists about articles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ArticleKind(TextChoices):
    """What an article is."""

    SPEECH = "speech", _("讲话致辞")
    NOTICE = "notice", _("通知公告")
    NEWS = "news", _("工作动态")
    EXPERIENCE = "experience", _("经验材料")
    STORY = "story", _("劳模故事")
    EXHIBITION = "exhibition", _("图片展")
    REGULATION = "regulation", _("制度文件")
    METHOD = "method", _("操作法")
    OTHER = "other", _("其他文章")


class ArticleState(TextChoices):
    """Where an article stands."""

    DRAFT = "draft", _("草稿")
    REVIEW = "review", _("待审")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤下")


class Access(TextChoices):
    """Who may read the whole of a published article; everybody else reads its preview."""

    PUBLIC = "public", _("所有人")
    SIGNED_IN = "signed_in", _("登录用户")
    ORGANISATIONS = "organisations", _("指定单位的成员")
    DUTY = "duty", _("指定职责的人员")


class CountingRule(TextChoices):
    """How characters are counted (`engine.text.count`)."""

    SITE = "site", _("网站字数（换行计两个字符）")
    PLAIN = "plain", _("不计空白")
    WORDS = "words", _("字数（与文字处理软件一致）")


class FilePurpose(TextChoices):
    """What a file is to its article. The cover is shown to everybody; the others only with the whole text."""

    COVER = "cover", _("封面")
    GALLERY = "gallery", _("图片")
    ATTACHMENT = "attachment", _("附件")


class FrontSlot(TextChoices):
    """Places of the portal's front page."""

    HEADLINE = "headline", _("头条")
    NEWS = "news", _("工作动态")
    NOTICES = "notices", _("通知公告")
    STORIES = "stories", _("劳模风采")
    PICTURES = "pictures", _("图片展")


class ImportState(TextChoices):
    """Where a file of an import stands."""

    WAITING = "waiting", _("待读取")
    READ = "read", _("待确认")
    FAILED = "failed", _("读取失败")
    DUPLICATE = "duplicate", _("重复")
    CONFIRMED = "confirmed", _("已入库")
    DISCARDED = "discarded", _("不导入")
