from django.urls import path

from apps.account import views

urlpatterns = [
    path("me/export", views.ExportView.as_view()),
    path("me/import", views.ImportView.as_view()),
]
