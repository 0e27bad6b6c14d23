"""Tables of the library."""

from jiangxin.library.models.article import Article, ArticleReader, ArticleVersion
from jiangxin.library.models.category import Category
from jiangxin.library.models.favourite import Favourite, FavouriteFolder
from jiangxin.library.models.front import FrontPlace
from jiangxin.library.models.imports import ImportBatch, ImportItem, ImportOriginal
from jiangxin.library.models.likeness import ArticleWord, RelatedArticle
from jiangxin.library.models.parts import ArticleCategory, ArticleFile, ArticleLink, ArticleTag
from jiangxin.library.models.reading import ReadingDay

__all__ = [
    "Article",
    "ArticleCategory",
    "ArticleFile",
    "ArticleLink",
    "ArticleReader",
    "ArticleTag",
    "ArticleVersion",
    "ArticleWord",
    "Category",
    "Favourite",
    "FavouriteFolder",
    "FrontPlace",
    "ImportBatch",
    "ImportItem",
    "ImportOriginal",
    "ReadingDay",
    "RelatedArticle",
]
