from django.urls import path

from apps.timelines import views

urlpatterns = [
    path("feeds/home", views.HomeFeedView.as_view()),
    path("feeds/public", views.PublicFeedView.as_view()),
    path("feeds/lists/<id:list_id>", views.ListFeedView.as_view()),
]
