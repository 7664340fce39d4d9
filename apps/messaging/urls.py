from django.urls import path

from apps.messaging import views, views_members, views_messages

_ONE = "conversations/<str:conversation_id>"
_MESSAGE = f"{_ONE}/messages/<str:message_id>"

urlpatterns = [
    path("conversations", views_members.ConversationsView.as_view()),
    # Before the ids, of which it is none.
    path("conversations/summary", views_members.SummaryView.as_view()),
    path(_ONE, views_members.ConversationView.as_view()),
    path(f"{_ONE}/me", views_members.KeepView.as_view()),
    path(f"{_ONE}/accept", views_members.AcceptView.as_view()),
    path(f"{_ONE}/decline", views_members.DeclineView.as_view()),
    path(f"{_ONE}/read", views_members.ReadView.as_view()),
    path(f"{_ONE}/typing", views_members.TypingView.as_view()),
    path(f"{_ONE}/members/<str:handle>", views_members.MemberView.as_view()),
    path(f"{_ONE}/messages", views_messages.MessagesView.as_view()),
    path(_MESSAGE, views_messages.MessageView.as_view()),
    path(f"{_MESSAGE}/reaction", views_messages.ReactionView.as_view()),
    path("internal/inbox-moved", views.InboxMovedView.as_view()),
]
