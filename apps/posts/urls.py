from django.urls import path

from apps.posts import views

urlpatterns = [
    path("posts", views.PostsView.as_view()),
    path("posts/<id:post_id>", views.PostView.as_view()),
    path("profiles/<handle:handle>/posts", views.ProfilePostsView.as_view()),
]
