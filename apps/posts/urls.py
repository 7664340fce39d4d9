from django.urls import path

from apps.posts import views, views_drafts, views_marks, views_tags, views_threads, views_watching

urlpatterns = [
    # What is asked for most is found first.
    path("posts/<id:post_id>/thread", views_threads.ThreadView.as_view()),
    path("profiles/<handle:handle>/posts", views.ProfilePostsView.as_view()),
    path("feeds/tags/<tag:tag>", views_tags.TagView.as_view()),
    path("posts/<id:post_id>/like", views_marks.LikeView.as_view()),
    path("posts", views.PostsView.as_view()),
    path("posts/thread", views.ThreadsView.as_view()),
    path("posts/<id:post_id>", views.PostView.as_view()),
    path("posts/<id:post_id>/history", views.HistoryView.as_view()),
    path("posts/<id:post_id>/quotes", views.QuotesView.as_view()),
    path("posts/<id:post_id>/likes", views_marks.LikesView.as_view()),
    path("posts/<id:post_id>/reposts", views_marks.RepostsView.as_view()),
    path("posts/<id:post_id>/repost", views_marks.RepostView.as_view()),
    path("posts/<id:post_id>/bookmark", views_marks.BookmarkView.as_view()),
    path("posts/<id:post_id>/pin", views_marks.PinView.as_view()),
    path("posts/<id:post_id>/hidden", views.HiddenView.as_view()),
    path("posts/<id:post_id>/mute-thread", views_marks.MuteThreadView.as_view()),
    path("tags/<tag:tag>/follow", views_tags.FollowTagView.as_view()),
    path("tags/<tag:tag>", views_tags.HashtagView.as_view()),
    path("me/tags", views_tags.MyTagsView.as_view()),
    path("me/bookmarks", views_marks.MyBookmarksView.as_view()),
    path("me/likes", views_marks.MyLikesView.as_view()),
    path("me/drafts", views_drafts.DraftsView.as_view()),
    path("me/drafts/<id:draft_id>", views_drafts.DraftView.as_view()),
    path("me/drafts/<id:draft_id>/publish", views_drafts.PublishDraftView.as_view()),
    path("posts/counts", views_watching.CountsView.as_view()),
    # The stream itself is another process's: see apps.realtime.
    path("events/watching", views_watching.WatchingView.as_view()),
    path("me/scheduled", views_drafts.ScheduledView.as_view()),
]
