from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm

from apps.core.admin import ReadOnlyAdmin
from apps.profiles.models import User


class StaffSignInForm(AdminAuthenticationForm):
    """Email and password, as Cognito knows them, and the code of those with a second factor.

    A local administrator gives their handle. CognitoStaffBackend reads the code by itself.
    """

    error_messages = {
        "invalid_login": "That is not the email and password of a staff account, or the code of "
        "its second factor is missing or wrong.",
        "inactive": "This account is closed.",
    }
    username = forms.CharField(
        label="Email",
        max_length=254,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    code = forms.CharField(
        label="Code",
        required=False,
        max_length=6,
        help_text="Only if you have a second factor.",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "vTextField"}
        ),
    )
    field_order = ("username", "password", "code")


admin.site.site_header = "Cruddur"
admin.site.site_title = "Cruddur"
admin.site.index_title = "Administration"
admin.site.login_form = StaffSignInForm
admin.site.login_template = "profiles/staff_sign_in.html"


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
