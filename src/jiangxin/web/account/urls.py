"""Addresses of this face."""

from django.urls import URLPattern

from jiangxin.core.policy import anyone, signed_in
from jiangxin.core.routing import page
from jiangxin.web.account.views.delegation import delegations, withdraw
from jiangxin.web.account.views.entrance import sign_in, sign_out
from jiangxin.web.account.views.home import home
from jiangxin.web.account.views.inbox import errand, inbox
from jiangxin.web.account.views.mail import confirm, leave, mail, remove
from jiangxin.web.account.views.password import forgotten, password
from jiangxin.web.account.views.preferences import duty, language
from jiangxin.web.account.views.terms import term_table

app_name = "account"

urlpatterns: list[URLPattern] = [
    page("", home, policy=signed_in, name="home"),
    page("sign-in/", sign_in, policy=anyone, name="sign-in"),
    page("sign-out/", sign_out, policy=anyone, name="sign-out"),
    page("inbox/", inbox, policy=signed_in, name="inbox"),
    page("inbox/<int:errand_id>/", errand, policy=signed_in, name="errand"),
    page("terms/", term_table, policy=signed_in, name="terms"),
    page("mail/", mail, policy=signed_in, name="mail"),
    page("mail/remove/", remove, policy=signed_in, name="mail-remove"),
    page("mail/confirm/<str:token>/", confirm, policy=anyone, name="mail-confirm"),
    page("mail/unsubscribe/<str:token>/", leave, policy=anyone, name="mail-unsubscribe"),
    page("duty/", duty, policy=signed_in, name="duty"),
    page("language/", language, policy=anyone, name="language"),
    page("password/", password, policy=signed_in, name="password"),
    page("forgotten/", forgotten, policy=anyone, name="forgotten"),
    page("delegations/", delegations, policy=signed_in, name="delegations"),
    page("delegations/<int:duty_id>/withdraw/", withdraw, policy=signed_in, name="withdraw-delegation"),
]
