"""Addresses of the site that are answered here: see frontend/routes.json."""

from django.urls import path, re_path

from apps.pages import views, views_crawlers, views_embed

# What lies below a person and below a crud in the app; the rest is the app's alone.
_PERSON_LISTS = ("replies", "media", "followers", "following")
_CRUD_LISTS = ("quotes", "likes", "reposts")

urlpatterns = [
    path("@<handle:handle>", views.PersonPage.as_view()),
    *(path(f"@<handle:handle>/{name}", views.PersonPage.as_view()) for name in _PERSON_LISTS),
    path("@<handle:handle>/<id:post_id>", views.CrudPage.as_view()),
    *(
        path(f"@<handle:handle>/<id:post_id>/{name}", views.CrudPage.as_view())
        for name in _CRUD_LISTS
    ),
    path("tags/<tag:tag>", views.TagPage.as_view()),
    re_path("^(?:@|tags/)", views.OtherPage.as_view()),
    path("embed/<id:post_id>", views_embed.CrudFrame.as_view()),
    re_path("^embed/", views_embed.OtherFrame.as_view()),
    path("robots.txt", views_crawlers.RobotsView.as_view()),
    path("sitemap.xml", views_crawlers.SitemapIndexView.as_view()),
    path("sitemap-people-<handle:after>.xml", views_crawlers.PeopleSitemapView.as_view()),
    path("sitemap-cruds-<id:after>.xml", views_crawlers.CrudsSitemapView.as_view()),
]
