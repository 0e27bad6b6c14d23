"""Addresses of studios' files and money at the desk."""

from django.urls import URLPattern

from jiangxin.core.routing import page
from jiangxin.web.desk.duties import FILE_READERS
from jiangxin.web.desk.views.studios import files
from jiangxin.web.studio_file.urls import studio_pages
from jiangxin.web.studio_file.urls_services import service_pages

urlpatterns: list[URLPattern] = [
    page("studios/", files.studios, policy=FILE_READERS, name="studios"),
    *studio_pages(FILE_READERS),
    *service_pages(FILE_READERS),
]
