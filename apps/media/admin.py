from django.contrib import admin

from apps.core.admin import ReadOnlyAdmin
from apps.media.models import Media


@admin.register(Media)
class MediaAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "owner", "alt", "created_at"]
    list_select_related = ["owner"]
    list_filter = ["state", "purpose", "worn", "created_at"]
    search_fields = ["alt", "owner__handle"]
    ordering = ["-pk"]
