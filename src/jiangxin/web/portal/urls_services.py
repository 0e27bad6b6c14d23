"""Addresses of services, bookings and satisfaction."""

from django.urls import URLPattern

from jiangxin.core.policy import anyone
from jiangxin.core.routing import page
from jiangxin.web.portal.views import bookings, services

urlpatterns: list[URLPattern] = [
    page("services/", services.services, policy=anyone, name="services"),
    page("services/<int:offer_id>/", services.service, policy=anyone, name="service"),
    page("services/slots/<int:slot_id>/", services.book, policy=anyone, name="service-book"),
    page("bookings/", bookings.bookings, policy=anyone, name="bookings"),
    page("bookings/<str:code>/", bookings.booking, policy=anyone, name="booking"),
    page("bookings/<str:code>/receipt/", bookings.receipt, policy=anyone, name="booking-receipt"),
    page("bookings/<str:code>/calendar.ics", bookings.calendar, policy=anyone, name="booking-calendar"),
    page("satisfaction/<str:token>/", bookings.answer, policy=anyone, name="answer"),
]
