"""Addresses of this face."""

from django.urls import URLPattern

app_name = "expert"

urlpatterns: list[URLPattern] = []
