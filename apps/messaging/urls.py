from django.urls import path

from apps.messaging import views, views_members

urlpatterns = [
    path("conversations", views_members.ConversationsView.as_view()),
    path("conversations/<str:conversation_id>", views_members.ConversationView.as_view()),
    path("conversations/<str:conversation_id>/messages", views.MessagesView.as_view()),
    path("conversations/<str:conversation_id>/read", views_members.ReadView.as_view()),
    path("internal/inbox-moved", views.InboxMovedView.as_view()),
]
