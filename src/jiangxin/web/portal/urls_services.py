"""Addresses of services, bookings and satisfaction; of the exchange of experience; of proposals without a name."""

from django.urls import URLPattern

from jiangxin.core.policy import anyone
from jiangxin.core.routing import page
from jiangxin.web.portal.views import bookings, exchange, proposals, services

urlpatterns: list[URLPattern] = [
    page("services/", services.services, policy=anyone, name="services"),
    page("services/<int:offer_id>/", services.service, policy=anyone, name="service"),
    page("services/slots/<int:slot_id>/", services.book, policy=anyone, name="service-book"),
    page("bookings/", bookings.bookings, policy=anyone, name="bookings"),
    page("bookings/<str:code>/", bookings.booking, policy=anyone, name="booking"),
    page("bookings/<str:code>/receipt/", bookings.receipt, policy=anyone, name="booking-receipt"),
    page("bookings/<str:code>/calendar.ics", bookings.calendar, policy=anyone, name="booking-calendar"),
    page("exchange/", exchange.exchange, policy=anyone, name="exchange"),
    page("exchange/answers/", exchange.answers, policy=anyone, name="answers"),
    page("studios/<int:studio_id>/ask/", exchange.ask, policy=anyone, name="ask"),
    page("questions/", exchange.find_question, policy=anyone, name="questions"),
    page("questions/<str:code>/", exchange.question, policy=anyone, name="question"),
    page("proposals/", proposals.find_proposal, policy=anyone, name="proposals"),
    page("proposals/<str:code>/", proposals.proposal, policy=anyone, name="proposal"),
    page("alliances/", exchange.list_alliances, policy=anyone, name="alliances"),
    page("alliances/<int:alliance_id>/", exchange.alliance, policy=anyone, name="alliance"),
    page("satisfaction/<str:token>/", bookings.answer, policy=anyone, name="answer"),
]
