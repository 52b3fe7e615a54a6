"""Sign-in pages, on Danish paths, under the names allauth knows them by. No sign-up."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

FROM_KEY = "account_reset_password_from_key"

urlpatterns = [
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("spaerret/", account.account_inactive, name="account_inactive"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", account.password_set, name="account_set_password"),
    path("adgangskode/glemt/", account.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", account.password_reset_done, name="account_reset_password_done"),
    path("adgangskode/ny/valgt/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$", account.password_reset_from_key, name=FROM_KEY
    ),
    path("to-trin/", mfa.index, name="mfa_index"),
    path("to-trin/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("to-trin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("to-trin/app/tilfoej/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("to-trin/noedkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-trin/noedkoder/nye/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("to-trin/noedkoder/hent/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
