"""All addresses: one face each under its prefix; the portal at the root."""

from django.urls import include, path

handler400 = "jiangxin.core.middleware.bad_request"
handler404 = "jiangxin.core.middleware.not_found"
handler500 = "jiangxin.core.middleware.server_fault"

urlpatterns = [
    path("account/", include("jiangxin.web.account.urls")),
    path("studio/", include("jiangxin.web.studio.urls")),
    path("worker/", include("jiangxin.web.worker.urls")),
    path("desk/", include("jiangxin.web.desk.urls")),
    path("expert/", include("jiangxin.web.expert.urls")),
    path("", include("jiangxin.web.portal.urls")),
]
