from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from cruddur import views

api: list[URLPattern | URLResolver] = [
    path("config", views.ConfigView.as_view()),
    # What is asked for most is found first.
    path("", include("apps.timelines.urls")),
    # Before the posts': a hashtag's route would take `<tag>.rss` for a hashtag.
    path("", include("apps.pages.urls_api")),
    path("", include("apps.posts.urls")),
    path("", include("apps.profiles.urls")),
    path("", include("apps.media.urls")),
    path("", include("apps.messaging.urls")),
    path("", include("apps.account.urls")),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(), name="docs"),
    path("admin/", admin.site.urls),
    path("", include("apps.pages.urls")),
]

handler400 = "apps.core.problems.bad_request"
handler404 = "apps.core.problems.not_found"
handler500 = "apps.core.problems.server_error"
