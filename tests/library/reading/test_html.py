"""Web pages: the article comes out, what is around it does not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jiangxin.library.reading import AttachmentKind, Hints, ReadingError, read_file

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>在推进会上的讲话_云岭工会网</title>
<meta name="ContentSource" content="云岭日报"><meta name="PubDate" content="2031-05-08 10:11">
<meta name="Url" content="http://www.yunling.example/a/1.html"></head><body>
<div class="header"><ul class="nav"><li><a href=/>首页</a></li><li><a href=/a>要闻</a></li><li><a>劳模</a></li></ul>
</div><div class="path">您的位置：<a>首页</a> &gt; <a href="/g">工会</a> &gt; <a href="/j">讲话</a> &gt; 正文</div>
<table width=100%><tr><td><h1>在推进会上的讲话</h1>
<p>发布时间：2031-05-08 10:11:12　作者：张三</p>
<div id="content"><p>&nbsp;&nbsp;同志们：</p><p>今天我们
在这里召开会议。<b>劳模</b>创新(服务)工作室<br>授牌。</p>
<h2>一、总则</h2><h3>要求</h3><ul><li>甲</li><li>乙<ol start=3><li>丙</li><li>丁</li></ol></li></ul>
<table border=1><tr><th>姓名</th><th>单位</th></tr><tr><td>张三</td><td>机床|厂</td></tr></table>
<p><img src="../img/1.jpg" alt="会场"><img src="/icon.gif"><img src=x.jpg width=16></p>
<p>附件：<a href="f/%E8%A1%A8.docx">1.申报表</a></p><pre>甲
  乙</pre></div></td>
<td><div class="related"><a href=1>相关一</a><a href=2>相关二</a><a href=3>相关三</a></div></td></tr></table>
<div><a href=1>新闻一</a> <a href=2>新闻二</a> <a href=3>更多</a></div>
<script>var a = '劳模';</script><div style="display:none">隐藏</div>
<form>登录</form><footer>版权</footer></body></html>"""

TEXT = """您的位置：首页 > 工会 > 讲话 > 正文
在推进会上的讲话
发布时间：2031-05-08 10:11:12　作者：张三
同志们：
今天我们在这里召开会议。劳模创新(服务)工作室
授牌。
一、总则
### 要求
- 甲
- 乙
  3. 丙
  4. 丁
| 姓名 | 单位 |
| --- | --- |
| 张三 | 机床｜厂 |
附件：1.申报表
甲
乙"""


def read(page, name="page.html"):
    return read_file(page if isinstance(page, bytes) else page.encode(), name)


def test_declarations_of_entities_are_no_text():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>标题<p>正文&x;完'
    assert read(page).text == "标题\n正文&x;完"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16", "big5"])
def test_the_article_comes_out_whatever_the_page_declares(encoding):
    page, text = (
        (PAGE, TEXT)
        if encoding != "big5"
        else ("<p>市總工會召開會議，學習文件精神。", "市總工會召開會議，學習文件精神。")
    )
    assert read(page.encode(encoding)).text == text


def test_what_a_page_says_of_itself():
    found = read(PAGE.encode("gb18030"))
    address = "http://www.yunling.example/a/1.html"
    expected = Hints(title="在推进会上的讲话", source="云岭日报", published="2031-05-08 10:11", address=address)
    assert (found.hints, found.encoding, found.declared) == (expected, "gb18030", "gb2312")


def test_pictures_and_files_are_listed_where_they_stand():
    found = read(PAGE.encode("gb18030"))
    assert [(item.kind, item.name, item.address, item.inside) for item in found.attachments] == [
        (AttachmentKind.PICTURE, "会场", "http://www.yunling.example/img/1.jpg", False),
        (AttachmentKind.FILE, "1.申报表", "http://www.yunling.example/a/f/%E8%A1%A8.docx", False),
    ]
    assert [found.text[item.offset :][:4] for item in found.attachments] == ["附件：1", "1.申报"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>甲<p>乙<p>丙", "甲\n乙\n丙"),
        ("<b>甲<i>乙</b>丙</i>", "甲乙丙"),
        ("<table><tr><td>只有版面</td></tr><tr><td>一列</td></tr></table>", "只有版面\n一列"),
        ("<h1>题</h1><h1>又题</h1><h2>（一）节</h2>", "题\n# 又题\n（一）节"),
        ("<div><a href=1>唯一的链接是正文</a></div>", "唯一的链接是正文"),
        ("<p>a<!-- 注释 -->b<wbr>c</p>", "abc"),
        ("<div hidden>藏</div><p>文", "文"),
        ("<p>全文 <a href=1>甲。</a><a href=2>乙</a><a href=3>丙</a></p>", "全文 甲。乙丙"),
        ("<p>&#20320;&amp;&lt;</p>", "你&<"),
        ("\ufeff<html>有标记的网页", "有标记的网页"),
    ],
)
def test_odd_pages(page, text):
    assert read(page).text == text


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<div>" * 4000 + "文", "html_too_deep"),
        ("<p>" + "".join(f"<b {at}>" for at in range(900)) + "</p>" + "<p>文</p>" * 9000, "html_too_deep"),
        ("<html><script>var a = 1</script></html>", "no_text"),
        ("<html><body></body></html>", "no_text"),
    ],
)
def test_hostile_and_empty_pages(page, code):
    with pytest.raises(ReadingError) as caught:
        read(page)
    assert caught.value.code == code


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=nav>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "</td>",
        "</table>",
        "<ul>",
        "<ol start=x>",
        "<li>",
        "</ul>",
        "<h1>",
        "<h2>",
        "</h2>",
        "<a href='[//x.pdf'>",
        "</a>",
        "<pre>",
        "</pre>",
        "<!--",
        "-->",
        "<",
        "<img src=data:x>",
        "<img src=a.jpg width=²>",
        "<base href='http://['>",
        "&nbsp;",
        "&#x0;",
        "<svg>",
        "<br>",
        "<template>",
        "</template>",
        "<math>",
        "<select>",
        "<frameset>",
        "劳模",
        "一、总则",
        "\n",
        "|",
        "位置：",
    ]
)


@given(st.lists(TAGS, max_size=60).map("".join))
@example("劳模<p>&nbsp;<img src=data:x>")
def test_no_page_makes_reading_fail(page):
    try:
        found = read("<html>" + page)
    except ReadingError:
        return
    assert found.text.strip() == found.text
    assert all(0 <= item.offset <= len(found.text) for item in found.attachments)
