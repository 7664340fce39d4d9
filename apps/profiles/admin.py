from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm

from apps.core.admin import ReadOnlyAdmin
from apps.profiles.models import User


class StaffSignInForm(AdminAuthenticationForm):
    """Email and password, as Cognito knows them; a local administrator gives their handle."""

    username = forms.CharField(
        label="Email",
        max_length=254,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )


admin.site.site_header = "Cruddur"
admin.site.site_title = "Cruddur"
admin.site.index_title = "Administration"
admin.site.login_form = StaffSignInForm


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = [
        "handle",
        "display_name",
        "post_count",
        "follower_count",
        "is_active",
        "created_at",
    ]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["handle", "display_name", "=id"]
    ordering = ["-created_at"]
    fields = [
        "id", "handle", "wanted_handle", "display_name", "bio", "post_count", "follower_count",
        "following_count", "is_active", "is_staff", "created_at", "last_login",
    ]  # fmt: skip
