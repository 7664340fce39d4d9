from django.urls import path

from apps.profiles import views

urlpatterns = [
    path("handles/<str:handle>", views.HandleView.as_view()),
    path("me", views.MeView.as_view()),
    path("profiles/<handle:handle>", views.ProfileView.as_view()),
    path("profiles/<handle:handle>/follow", views.FollowView.as_view()),
    path("profiles/<handle:handle>/block", views.BlockView.as_view()),
    path("profiles/<handle:handle>/mute", views.MuteView.as_view()),
    path("people", views.PeopleView.as_view()),
]
