"""Addresses of this face."""

from django.urls import URLPattern

app_name = "studio"

urlpatterns: list[URLPattern] = []
