"""The rows of the pages around signing in, which allauth brings, and of the demo and the style page."""

from tests.policy.centre import VISITOR
from tests.policy.matrix_words import (
    ALL,
    DONE,
    FORBIDDEN,
    MISSING,
    NO_POST,
    NO_SUCH_METHOD,
    OK,
    OPEN,
    OWN_GET,
    SIGN_IN,
    SIGNED_IN,
    THING,
    UNAUTHORISED,
    Cases,
    Row,
)

FOR_VISITORS: Cases = {THING: {VISITOR: OK, SIGNED_IN: DONE}}
STEP_OF_SIGNING_IN: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: DONE}}
# A step that asks again who you are. Who has neither password nor a second step can't prove it; the colleague can.
AGAIN: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: FORBIDDEN, "colleague": OK}}
AGAIN_OTHERWISE: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: FORBIDDEN, "colleague": DONE}}
# A matter that first asks who you are of whoever can prove it.
AFTER_PROOF: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: OK, "colleague": DONE}}
# What only those have who set up a second step.
NOT_SET_UP: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "colleague": DONE}}
CHANGE: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: DONE, "colleague": OK}}
OWN_NO_POST: Cases = {THING: {VISITOR: SIGN_IN, SIGNED_IN: NO_SUCH_METHOD}}
NOBODY_ELSES: Cases = {"passkey of another": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "colleague": DONE}}

SIGNING_IN: dict[str, Row] = {
    "account_login": Row(FOR_VISITORS, FOR_VISITORS),
    "account_signup": Row(FOR_VISITORS, FOR_VISITORS),
    "account_logout": Row({THING: {VISITOR: DONE, SIGNED_IN: OK}}, {THING: {ALL: DONE}}),
    "account_inactive": Row(OPEN, NO_POST),
    "account_email": Row(OWN_GET, {THING: {VISITOR: SIGN_IN, SIGNED_IN: DONE}}),
    "account_email_verification_sent": Row(STEP_OF_SIGNING_IN, STEP_OF_SIGNING_IN),
    "account_change_password": Row(CHANGE, CHANGE),
    "account_set_password": Row(AFTER_PROOF, AFTER_PROOF),
    "account_reset_password": Row(OPEN, OPEN),
    "account_reset_password_done": Row(OPEN, NO_POST),
    "account_reset_password_from_key": Row(OPEN, OPEN),
    "account_reset_password_from_key_done": Row(OPEN, NO_POST),
    "account_confirm_login_code": Row(STEP_OF_SIGNING_IN, STEP_OF_SIGNING_IN),
    "account_reauthenticate": Row(AGAIN, AGAIN),
}

SECOND_STEP: dict[str, Row] = {
    "mfa_index": Row(OWN_GET, OWN_NO_POST),
    "mfa_authenticate": Row(STEP_OF_SIGNING_IN, STEP_OF_SIGNING_IN),
    "mfa_reauthenticate": Row(AGAIN, AGAIN),
    "mfa_reauthenticate_webauthn": Row(AGAIN_OTHERWISE, AGAIN_OTHERWISE),
    "mfa_activate_totp": Row(AFTER_PROOF, AFTER_PROOF),
    "mfa_deactivate_totp": Row(NOT_SET_UP, NOT_SET_UP),
    "mfa_generate_recovery_codes": Row(AFTER_PROOF, AFTER_PROOF),
    "mfa_view_recovery_codes": Row(NOT_SET_UP, OWN_NO_POST),
    "mfa_download_recovery_codes": Row(NOT_SET_UP, NOT_SET_UP),
    "mfa_list_webauthn": Row(OWN_GET, OWN_NO_POST),
    "mfa_add_webauthn": Row(AFTER_PROOF, AFTER_PROOF),
    "mfa_login_webauthn": Row(STEP_OF_SIGNING_IN, STEP_OF_SIGNING_IN),
    "mfa_edit_webauthn": Row(NOBODY_ELSES, NOBODY_ELSES),
    "mfa_remove_webauthn": Row(NOBODY_ELSES, NOBODY_ELSES),
}

SCHOOL_ACCOUNT: dict[str, Row] = {
    "socialaccount_login_cancelled": Row(OPEN, NO_POST),
    "socialaccount_login_error": Row({THING: {ALL: UNAUTHORISED}}, NO_POST),
    "socialaccount_signup": Row({THING: {ALL: SIGN_IN}}, {THING: {ALL: SIGN_IN}}),
    "socialaccount_connections": Row(OWN_GET, OWN_GET),
    # Only there when a school account is configured.
    "openid_connect_login": Row({"sso": {ALL: MISSING}}, {"sso": {ALL: MISSING}}),
    "openid_connect_callback": Row({"sso": {ALL: MISSING}}, {"sso": {ALL: MISSING}}),
    # Old addresses of allauth without a name, which send on to the ones above.
    **dict.fromkeys(
        ("social/login/cancelled/", "social/login/error/", "social/signup/", "social/connections/"),
        Row({THING: {ALL: DONE}}, {THING: {ALL: DONE}}),
    ),
}

DEMO: dict[str, Row] = {
    "demo:sign_ins": Row(OPEN, NO_POST),
    "demo:sign_in": Row({"nobody": {ALL: NO_SUCH_METHOD}}, {"nobody": {ALL: MISSING}}),
    "demo:post": Row(OPEN, NO_POST),
    "ui:style": Row(OPEN, NO_POST),
}

ACCOUNT_ROWS: dict[str, Row] = SIGNING_IN | SECOND_STEP | SCHOOL_ACCOUNT | DEMO
