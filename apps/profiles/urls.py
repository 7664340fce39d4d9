from django.urls import path

from apps.profiles import views, views_lists, views_relations, views_words

urlpatterns = [
    # What is asked for most is found first.
    path("me", views.MeView.as_view()),
    path("profiles/<handle:handle>", views.ProfileView.as_view()),
    path("profiles/<handle:handle>/follow", views_relations.FollowView.as_view()),
    path("handles/<str:handle>", views.HandleView.as_view()),
    path("me/restore", views.RestoreView.as_view()),
    path("me/sessions", views.SessionsView.as_view()),
    path("me/followers/<handle:handle>", views_relations.FollowerView.as_view()),
    path("me/follow-requests", views_relations.FollowRequestsView.as_view()),
    path("me/follow-requests/<handle:handle>", views_relations.FollowRequestView.as_view()),
    path("me/blocks", views_relations.BlocksView.as_view()),
    path("me/mutes", views_relations.MutesView.as_view()),
    path("me/muted-words", views_words.MutedWordsView.as_view()),
    path("me/muted-words/<id:word_id>", views_words.MutedWordView.as_view()),
    path("me/lists", views_lists.ListsView.as_view()),
    path("me/lists/<id:list_id>", views_lists.ListView.as_view()),
    path("me/lists/<id:list_id>/people", views_lists.ListedPeopleView.as_view()),
    path("me/lists/<id:list_id>/people/<handle:handle>", views_lists.ListedPersonView.as_view()),
    path("profiles/<handle:handle>/block", views_relations.BlockView.as_view()),
    path("profiles/<handle:handle>/mute", views_relations.MuteView.as_view()),
    path("profiles/<handle:handle>/hide-reposts", views_relations.HideRepostsView.as_view()),
    path("profiles/<handle:handle>/followers", views_relations.FollowersView.as_view()),
    path("profiles/<handle:handle>/following", views_relations.FollowingView.as_view()),
    path("profiles/<handle:handle>/lists", views_lists.ListsForPersonView.as_view()),
    path("people", views.PeopleView.as_view()),
]
