from django.urls import path

from apps.messaging import views

urlpatterns = [
    path("conversations", views.ConversationsView.as_view()),
    path("conversations/<str:conversation_id>", views.ConversationView.as_view()),
    path("conversations/<str:conversation_id>/messages", views.MessagesView.as_view()),
    path("conversations/<str:conversation_id>/read", views.ReadView.as_view()),
    path("internal/inbox-moved", views.InboxMovedView.as_view()),
]
