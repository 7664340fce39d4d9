from django.urls import path

from apps.pages import views_feeds

urlpatterns = [
    path("users/<handle:handle>.rss", views_feeds.PersonFeedView.as_view()),
    path("tags/<tag:tag>.rss", views_feeds.TagFeedView.as_view()),
    path("oembed", views_feeds.OembedView.as_view()),
]
