from django.contrib import admin

from apps.core.admin import ReadOnlyAdmin
from apps.posts.models import Post


@admin.register(Post)
class PostAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "author", "created_at", "expires_at"]
    list_select_related = ["author"]
    list_filter = ["created_at"]
    search_fields = ["text", "author__handle"]
    ordering = ["-pk"]
