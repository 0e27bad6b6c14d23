"""What other sites and search engines are told of an article: from its open text, never from the whole."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiangxin.library.models import Article
from jiangxin.library.queries import Reading
from jiangxin.orgs.models import Organisation
from jiangxin.orgs.queries import federation_name

# What could end the element, or begin another one, is written as JSON's own escape (as Django's `json_script` does).
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(request: HttpRequest, article: Article, reading: Reading, sections: Sequence[str]) -> SafeString:
    """Return an article as schema.org/Article (https://schema.org/Article), as a block of data that nothing executes.

    A part for which one must be somebody is marked as schema.org asks: `isAccessibleForFree` false.
    """
    address = request.build_absolute_uri(reverse("portal:article", args=[article.pk]))
    publisher = {"@type": "Organization", "name": federation_name()}
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "description": article.summary or article.excerpt,
        "datePublished": article.published_at.isoformat() if article.published_at else "",
        "dateModified": article.changed_at.isoformat(),
        "author": _author(article, publisher),
        "publisher": publisher,
        "articleSection": list(sections),
        "wordCount": reading.total,
        "image": request.build_absolute_uri(reverse("portal:article-share", args=[article.pk])),
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": "zh-Hans",
        "isAccessibleForFree": article.access == "public",
    }
    data = json.dumps({name: value for name, value in told.items() if value != ""}, ensure_ascii=False)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(data.translate(_ESCAPED)))


def _author(article: Article, publisher: dict[str, str]) -> dict[str, str]:
    name = article.author or article.issuing_body
    if not name:
        return publisher
    is_body = name == article.issuing_body or Organisation.objects.filter(name=name).exists()
    return {"@type": "Organization" if is_body else "Person", "name": name}
