"""Logging in and one's own account. django-allauth looks the names up; the paths are ours.

What it has beside these (signing up, mail addresses, resetting a password by mail) is not mounted.
"""

from __future__ import annotations

from django.apps import apps
from django.urls import include, path

from .views import accounts as views
from .views import own_account as own
from .views import own_data

urlpatterns = [
    path("inloggen/", views.log_in, name="account_request_login_code"),
    path("inloggen/code/", views.type_code, name="account_confirm_login_code"),
    path("inloggen/passkey/", views.log_in_with_passkey, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", views.second_step, name="mfa_authenticate"),
    path("inloggen/uitgezet/", views.closed, name="account_inactive"),
    path("beheer/login/", views.log_in_staff, name="account_login"),
    path("uitloggen/", views.log_out, name="account_logout"),
    # One's own account
    path("account/", own.account, name="mfa_index"),
    path("account/gegevens/", own_data.download, name="account_own_data"),
    path("account/wissen/", own_data.forget, name="account_forget"),
    path("account/wachtwoord/", own.password, name="account_change_password"),
    path(
        "account/overal-uitloggen/",
        own.log_out_everywhere,
        name="account_log_out_everywhere",
    ),
    path("account/bevestigen/", own.confirm_by_password, name="account_reauthenticate"),
    path("account/bevestigen/code/", own.confirm_by_factor, name="mfa_reauthenticate"),
    path(
        "account/bevestigen/passkey/",
        own.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/bevestigen/mail/", own.confirm_by_mail, name="account_confirm_by_mail"),
    path("account/app/", own.app, name="mfa_activate_totp"),
    path("account/app/weghalen/", own.remove_app, name="mfa_deactivate_totp"),
    path("account/herstelcodes/", own.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", own.new_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/nieuw/", own.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", own.rename_passkey, name="mfa_edit_webauthn"),
    path(
        "account/passkeys/<int:pk>/weghalen/",
        own.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path("uitnodiging/<str:token>/", views.invitation, name="account_invitation"),
]

if apps.is_installed("allauth.socialaccount"):  # where KENNISBANK_OIDC_URL is set
    urlpatterns.append(
        path("inloggen/", include("allauth.socialaccount.providers.openid_connect.urls"))
    )
