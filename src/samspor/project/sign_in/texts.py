"""What sign-in says: refusals, short words afterwards, and mails about one's own account."""

REFUSALS = {
    "account_inactive": "Kontoen er spærret. Tal med din leder eller systemadministrator.",
    "email_password_mismatch": "Mailadressen og adgangskoden passer ikke sammen. Prøv igen.",
    "enter_current_password": "Det er ikke din nuværende adgangskode. Prøv igen.",
    "incorrect_code": "Koden passer ikke. Vent på den næste kode i appen, og skriv den.",
    "incorrect_password": "Adgangskoden passer ikke. Prøv igen.",
    "invalid_login": "Mailadressen og adgangskoden passer ikke sammen. Prøv igen.",
    "too_many_login_attempts": "Der er prøvet for mange gange. Vent fem minutter, og prøv så igen.",
    "rate_limited": "Du prøver for hurtigt igen. Vent et minut, og prøv så.",
    "cannot_delete_authenticator": "Totrinslogin kan ikke slås fra.",
    "cannot_generate_recovery_codes": "Slå totrinslogin til, før du laver nødkoder.",
}

WAYS = {"reauthenticate": "Brug din adgangskode", "mfa_reauthenticate": "Brug en kode fra appen eller en nødkode"}

DONE = {
    "account/messages/password_changed.txt": "Adgangskoden er skiftet.",
    "account/messages/password_set.txt": "Adgangskoden er valgt.",
    "mfa/messages/totp_activated.txt": "Totrinslogin er slået til.",
    "mfa/messages/totp_deactivated.txt": "Totrinslogin er slået fra.",
    "mfa/messages/recovery_codes_generated.txt": "Du har fået nye nødkoder.",
}

_CHANGED = """Hej

{what}

Er det dig, der har gjort det, skal du ikke gøre mere.
Er det ikke dig, så ring til din systemadministrator med det samme.

Venlig hilsen
{municipality}
"""
_RESET = """Hej

Du, eller en anden, har bedt om en ny adgangskode til Samspor. Åbn denne adresse for at vælge den:

{link}

Har du ikke bedt om det, så se bort fra denne mail.

Venlig hilsen
{municipality}
"""

MAILS = {
    "account/email/password_reset_key": ("Ny adgangskode til Samspor", _RESET, ""),
    "account/email/password_changed": (
        "Din adgangskode er skiftet",
        _CHANGED,
        "Din adgangskode til Samspor er skiftet.",
    ),
    "account/email/password_set": ("Din adgangskode er valgt", _CHANGED, "Der er valgt en adgangskode til din konto."),
    "account/email/password_reset": ("Din adgangskode er skiftet", _CHANGED, "Din adgangskode til Samspor er skiftet."),
    "mfa/email/totp_activated": ("Totrinslogin er slået til", _CHANGED, "Totrinslogin er slået til på din konto."),
    "mfa/email/totp_deactivated": ("Totrinslogin er slået fra", _CHANGED, "Totrinslogin er slået fra på din konto."),
    "mfa/email/recovery_codes_generated": ("Du har fået nye nødkoder", _CHANGED, "Din konto har fået nye nødkoder."),
}
