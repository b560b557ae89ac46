"""Accounts and groups: kept by superusers only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from .. import accounts
from ..models import User
from .bases import ModelForm
from .desk import Desk

if TYPE_CHECKING:
    UserModelAdmin = auth_admin.UserAdmin[User]
    UserBase = UserChangeForm[User]
    NewUserBase = AdminUserCreationForm[User]
    OthersPasswordBase = AdminPasswordChangeForm[User]
else:
    UserModelAdmin = auth_admin.UserAdmin
    UserBase = UserChangeForm
    NewUserBase = AdminUserCreationForm
    OthersPasswordBase = AdminPasswordChangeForm


LABELS = {
    "is_staff": "Mag inloggen bij de redactie",
    "coordinates": "Regio’s die deze persoon coördineert",
}
"""What Django or the model says in a word that only who made it understands."""

GROUPS = (
    "Een redacteur schrijft en verbetert. "
    "Een eindredacteur publiceert en archiveert ook, en houdt de lijsten bij."
)


def editor(request: HttpRequest) -> User:
    """The person at the desk: the admin lets nobody in without an account."""
    return cast("User", request.user)


class OthersPasswordForm(OthersPasswordBase):
    """Giving somebody a password, to be replaced at first login."""

    def save(self, commit: bool = True) -> User:
        """Set the password and remember that somebody else knows it."""
        self.user.password_is_temporary = True
        return super().save(commit)


class UserForm(UserBase):
    """An account that exists."""

    class Meta:
        model = User
        fields = "__all__"
        labels = LABELS
        help_texts = {"groups": GROUPS}
        widgets = {"groups": CheckboxSelectMultiple}

    class Media:
        js = ["admin/js/jquery.init.js", "practices/admin-select.js"]


class NewUserForm(NewUserBase):
    """A new account: with a password that its owner will replace."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "is_staff", "groups")
        labels = LABELS
        help_texts = {"groups": GROUPS}
        widgets = {"groups": CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_staff"].initial = True
        for name in ("password1", "password2"):  # nobody is made without one here
            self.fields[name].required = True

    def save(self, commit: bool = True) -> User:
        """Make the account; its owner chooses a password at first login."""
        self.instance.password_is_temporary = True
        return super().save(commit)


class SuperusersOnly:
    """For an admin class that only superusers may see and use, whatever rights others have."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """True for superusers."""
        return self._is_superuser(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """True for superusers."""
        return self._is_superuser(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """True for superusers."""
        return self._is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """True for superusers."""
        return self._is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """True for superusers."""
        return self._is_superuser(request)

    def _is_superuser(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


class UserAdmin(SuperusersOnly, Desk, UserModelAdmin):
    """Accounts of editors."""

    add_form_template = None  # Django's speaks English
    form = UserForm
    add_form = NewUserForm
    change_password_form = OthersPasswordForm
    list_display = ("username", "first_name", "last_name", "email", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    filter_horizontal = ()  # Django's two boxes speak half English
    autocomplete_fields = ("coordinates",)
    readonly_fields = ("last_login", "date_joined")
    actions = ["forget_second_step"]
    fieldsets = (
        (None, {"fields": ("username", "password", "password_is_temporary")}),
        ("Wie", {"fields": ("first_name", "last_name", "email")}),
        (
            "Wat deze persoon mag",
            {
                "description": "Uitgezet? Dan werkt ook een sessie die nog openstaat niet meer.",
                "fields": ("is_active", "is_staff", "groups", "coordinates", "is_superuser"),
            },
        ),
        ("Wanneer", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        ("Wie", {"fields": ("username", "first_name", "last_name", "email")}),
        ("Wat deze persoon mag", {"fields": ("is_staff", "groups")}),
        (
            "Tijdelijk wachtwoord",
            {
                "description": "Bij het eerste inloggen kiest deze persoon een eigen wachtwoord.",
                "fields": ("password1", "password2"),
            },
        ),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Groups and regions are chosen here; they are made in their own lists."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.many_to_many and field:
            field.widget.can_add_related = False
            # no button to clear all at once: it stands in a list where no button may stand
            field.widget.widget.is_required = True
        return field

    @admin.action(description="Tweede stap wissen (telefoon kwijt); de persoon wordt uitgelogd")
    def forget_second_step(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Let these people set up a new second factor when they log in."""
        for person in people:
            accounts.forget_factors(person)
        names = ", ".join(person.username for person in people)
        self.message_user(request, f"De tweede stap is gewist van: {names}.")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """Whoever joins the desk starts with new factors: the old ones were for less."""
        super().save_model(request, obj, form, change)
        if change and obj.is_staff and "is_staff" in form.changed_data:
            accounts.forget_factors(obj)


class GroupForm(ModelForm):
    """A group; a click on one right leaves the others as they are."""

    class Meta:
        model = Group
        fields = "__all__"
        widgets = {"permissions": CheckboxSelectMultiple}


class GroupAdmin(SuperusersOnly, Desk, auth_admin.GroupAdmin):
    """Groups and their rights."""

    form = GroupForm
    filter_horizontal = ()
