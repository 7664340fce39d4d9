"""The user pool: what apps/profiles/pool.py asks for, and what costs or needs a setting."""

from typing import Any

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from apps.profiles import pool
from infra import nag
from infra.config import Config

# How the CDK calls Cognito's attributes, where it calls them something else.
ITS_NAMES = {"name": "fullname"}


class People(Construct):
    """The pool, its groups, and one client for browsers and one for the staff's way in."""

    def __init__(self, scope: Construct, id: str, *, config: Config) -> None:
        super().__init__(scope, id)
        self._config = config
        self.pool = self._pool()
        for group in pool.GROUPS:
            cognito.CfnUserPoolGroup(
                self, group.title(), user_pool_id=self.pool.user_pool_id, group_name=group
            )
        self.web_client = self._client("web")
        self.admin_client = self._client("admin")
        self._acknowledge()

    def _pool(self) -> cognito.UserPool:
        config, asked = self._config, pool.PASSWORD_POLICY
        return cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=True,
            sign_in_aliases=cognito.SignInAliases(email=True),
            sign_in_case_sensitive=False,
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            # A new address takes the place of the old one when its code is given.
            keep_original=cognito.KeepOriginalAttrs(email=True),
            standard_attributes=_attributes(),
            password_policy=cognito.PasswordPolicy(
                min_length=asked["MinimumLength"],
                require_uppercase=asked["RequireUppercase"],
                require_lowercase=asked["RequireLowercase"],
                require_digits=asked["RequireNumbers"],
                require_symbols=asked["RequireSymbols"],
            ),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            email=_email(config),
            user_verification=cognito.UserVerificationConfig(
                email_subject="Your code for Cruddur", email_body="Your code is {####}."
            ),
            deletion_protection=config.database_protected,
            removal_policy=RemovalPolicy.RETAIN,
            **self._extras(),
        )

    def _extras(self) -> dict[str, Any]:
        """What Cognito asks money for, by person and month: no more of it than is set."""
        config, plan = self._config, cognito.FeaturePlan
        extras: dict[str, Any] = {"feature_plan": plan.LITE}
        if config.passkeys:
            factors = cognito.AllowedFirstAuthFactors(password=True, passkey=True)
            extras |= {
                "feature_plan": plan.ESSENTIALS,
                "sign_in_policy": cognito.SignInPolicy(allowed_first_auth_factors=factors),
                "passkey_relying_party_id": config.domain,
                "passkey_user_verification": cognito.PasskeyUserVerification.PREFERRED,
            }
        if config.advanced_security:
            mode = cognito.StandardThreatProtectionMode.FULL_FUNCTION
            extras |= {"feature_plan": plan.PLUS, "standard_threat_protection_mode": mode}
        return extras

    def _client(self, name: str) -> cognito.UserPoolClient:
        client = self.pool.add_client(
            name.title(),
            user_pool_client_name=name,
            generate_secret=False,
            disable_o_auth=True,
            access_token_validity=Duration.minutes(pool.TOKEN_MINUTES),
            id_token_validity=Duration.minutes(pool.TOKEN_MINUTES),
            refresh_token_validity=Duration.days(pool.REFRESH_DAYS),
            prevent_user_existence_errors=True,
            enable_token_revocation=True,
        )
        flows = [*pool.CLIENTS[name]]
        if name == "web" and self._config.passkeys:
            flows.append("ALLOW_USER_AUTH")
        made = client.node.default_child
        if not isinstance(made, cognito.CfnUserPoolClient):
            raise TypeError("a client is a CfnUserPoolClient")
        made.explicit_auth_flows = [*flows]
        return client

    def _acknowledge(self) -> None:
        reasons = {
            "COG1": "Length is what counts; rules about symbols make people write passwords down.",
            "COG2": "A second factor is offered to everybody and forced on nobody.",
        }
        if not self._config.advanced_security:
            by_setting = "By setting (advanced_security): it costs per person and month."
            reasons |= {"COG3": by_setting, "COG8": by_setting}
        nag.acknowledge(self.pool, reasons)


def _attributes() -> cognito.StandardAttributes:
    return cognito.StandardAttributes(
        **{
            ITS_NAMES.get(asked["Name"], asked["Name"]): cognito.StandardAttribute(
                required=asked.get("Required", False), mutable=asked["Mutable"]
            )
            for asked in pool.ATTRIBUTES
        }
    )


def _email(config: Config) -> cognito.UserPoolEmail:
    """By SES where there is an address of ours in it; else by Cognito itself, 50 a day."""
    if config.email_from is None:
        return cognito.UserPoolEmail.with_cognito()
    return cognito.UserPoolEmail.with_ses(
        from_email=config.email_from,
        from_name="Cruddur",
        ses_region=config.region,
        ses_verified_domain=config.email_from.partition("@")[2],
    )
