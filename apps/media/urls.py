from django.urls import path

from apps.media import views

urlpatterns = [
    path("media", views.MediaListView.as_view()),
    path("media/<id:media_id>", views.MediaView.as_view()),
    path("media/<id:media_id>/uploaded", views.UploadedView.as_view()),
]
