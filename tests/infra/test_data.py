"""The stack `data`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import aws_cdk as cdk

from apps.media import bucket
from apps.messaging import table
from apps.profiles import pool
from infra.config import STAGES
from infra.stacks.data import DataStack
from infra.stacks.foundation import FoundationStack
from tests.infra.synthesised import Found, Synthesised


def test_the_database_is_where_nobody_can_reach_it_and_speaks_tls_alone(
    stage: Synthesised,
) -> None:
    database = stage.one("AWS::RDS::DBInstance")
    assert database["Engine"] == "postgres"
    assert database["EngineVersion"] == "18"
    assert database["PubliclyAccessible"] is False
    assert database["StorageEncrypted"] is True
    assert database["CACertificateIdentifier"] == "rds-ca-rsa2048-g1"
    parameters = stage.one("AWS::RDS::DBParameterGroup")
    assert parameters["Family"] == "postgres18"
    assert parameters["Parameters"]["rds.force_ssl"] == "1"
    subnets = json.dumps(stage.one("AWS::RDS::DBSubnetGroup")["SubnetIds"])
    assert "Isolated" in subnets
    assert "Private" not in subnets
    assert "Public" not in subnets


def test_the_databases_password_is_rds_own_and_changes_by_itself(stage: Synthesised) -> None:
    database = stage.one("AWS::RDS::DBInstance")
    assert database["ManageMasterUserPassword"] is True
    assert database["MasterUsername"] == "cruddur"
    assert database["DBName"] == "cruddur"
    assert "MasterUserPassword" not in database


def test_the_database_can_be_gone_back_with_and_is_not_deleted_by_mistake(
    stage: Synthesised,
) -> None:
    (found,) = stage.resources("AWS::RDS::DBInstance")
    database = found.properties
    assert found.written["DeletionPolicy"] == "Snapshot"
    assert found.written["UpdateReplacePolicy"] == "Snapshot"
    assert database["DeletionProtection"] is True
    assert database["DeleteAutomatedBackups"] is False
    assert database["BackupRetentionPeriod"] == stage.config.backup_days >= 7
    assert database["EnablePerformanceInsights"] is True
    assert database["PerformanceInsightsRetentionPeriod"] == 7


def test_a_stage_may_be_made_that_is_easily_taken_down(tmp_path: Path) -> None:
    config = replace(STAGES["small"], database_protected=False)
    app = cdk.App(outdir=str(tmp_path), analytics_reporting=False)
    foundation = FoundationStack(app, "foundation", config=config)
    DataStack(app, "data", config=config, foundation=foundation)
    written = app.synth().get_stack_by_name("data").template["Resources"].items()
    made = {each["Type"]: Found("data", name, each["Type"], each) for name, each in written}
    assert made["AWS::RDS::DBInstance"].properties["DeletionProtection"] is False
    assert made["AWS::DynamoDB::Table"].properties["DeletionProtectionEnabled"] is False
    assert made["AWS::Cognito::UserPool"].properties["DeletionProtection"] == "INACTIVE"
    # What is in it is still not thrown away with it.
    assert made["AWS::RDS::DBInstance"].written["DeletionPolicy"] == "Snapshot"
    assert made["AWS::DynamoDB::Table"].written["DeletionPolicy"] == "Retain"


def test_what_is_kept_has_no_name_of_ours_that_the_next_would_want(stage: Synthesised) -> None:
    names = {"TableName", "BucketName", "QueueName", "Name", "RepositoryName", "UserPoolName"}
    for each in stage.everything():
        if each.written.get("DeletionPolicy") == "Retain":
            assert not names & set(each.properties), each


def test_size_and_zones_of_the_database_are_settings(small: Synthesised, full: Synthesised) -> None:
    one, two = small.one("AWS::RDS::DBInstance"), full.one("AWS::RDS::DBInstance")
    assert (one["DBInstanceClass"], one["MultiAZ"]) == ("db.t4g.micro", False)
    assert (two["DBInstanceClass"], two["MultiAZ"]) == ("db.t4g.medium", True)
    assert (one["AllocatedStorage"], one["MaxAllocatedStorage"]) == ("20", 100)


def test_nobody_is_let_into_the_database_by_its_own_stack(stage: Synthesised) -> None:
    (group,) = stage.resources("AWS::EC2::SecurityGroup", stack="data")
    assert "SecurityGroupIngress" not in group.properties
    assert not stage.resources("AWS::EC2::SecurityGroupIngress", stack="data")


def test_the_table_of_messages_is_the_one_the_code_makes(stage: Synthesised) -> None:
    made, asked = stage.one("AWS::DynamoDB::Table"), table.create_table_arguments("")
    for name in ("KeySchema", "BillingMode", "GlobalSecondaryIndexes", "AttributeDefinitions"):
        assert made[name] == asked[name], name
    assert made["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert "TableName" not in made


def test_the_table_of_messages_is_kept_with_care(stage: Synthesised) -> None:
    made = stage.one("AWS::DynamoDB::Table")
    assert made["TimeToLiveSpecification"] == {
        "Enabled": True,
        "AttributeName": table.TTL_ATTRIBUTE,
    }
    recovery = made["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True
    assert made["SSESpecification"]["SSEEnabled"] is True
    assert made["DeletionProtectionEnabled"] is True


def test_dead_letters_wait_for_two_weeks(stage: Synthesised) -> None:
    queue = stage.one("AWS::SQS::Queue")
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert queue["SqsManagedSseEnabled"] is True


def test_the_pool_asks_what_the_local_one_asks(stage: Synthesised) -> None:
    made = stage.one("AWS::Cognito::UserPool")
    policy = made["Policies"]["PasswordPolicy"]
    assert {name: policy[name] for name in pool.PASSWORD_POLICY} == pool.PASSWORD_POLICY
    attributes = {each["Name"]: each for each in made["Schema"]}
    assert set(attributes) == {each["Name"] for each in pool.ATTRIBUTES}
    for asked in pool.ATTRIBUTES:
        assert attributes[asked["Name"]]["Mutable"] is asked["Mutable"]
        assert attributes[asked["Name"]].get("Required", False) is asked.get("Required", False)
    assert made["UsernameAttributes"] == ["email"]
    assert made["AutoVerifiedAttributes"] == ["email"]
    assert made["UserAttributeUpdateSettings"] == {
        "AttributesRequireVerificationBeforeUpdate": ["email"]
    }
    groups = {
        each.properties["GroupName"] for each in stage.resources("AWS::Cognito::UserPoolGroup")
    }
    assert groups == set(pool.GROUPS)


def test_people_may_have_a_second_factor_and_get_back_in_by_email(stage: Synthesised) -> None:
    made = stage.one("AWS::Cognito::UserPool")
    assert made["MfaConfiguration"] == "OPTIONAL"
    assert made["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]
    mechanisms = made["AccountRecoverySetting"]["RecoveryMechanisms"]
    assert mechanisms == [{"Name": "verified_email", "Priority": 1}]
    assert made["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is False
    assert made["DeletionProtection"] == "ACTIVE"


def _clients(stage: Synthesised) -> dict[str, dict[str, Any]]:
    found = [each.properties for each in stage.resources("AWS::Cognito::UserPoolClient")]
    return {each["ClientName"]: each for each in found}


def test_the_clients_sign_in_as_the_local_ones_do_and_in_no_other_way(small: Synthesised) -> None:
    clients = _clients(small)
    assert set(clients) == set(pool.CLIENTS)
    for name, flows in pool.CLIENTS.items():
        assert clients[name]["ExplicitAuthFlows"] == [*flows]
        assert clients[name]["GenerateSecret"] is False
        assert clients[name]["PreventUserExistenceErrors"] == "ENABLED"
        assert clients[name]["AccessTokenValidity"] == pool.TOKEN_MINUTES
        assert clients[name]["RefreshTokenValidity"] == pool.REFRESH_DAYS * 24 * 60
        assert not clients[name].get("AllowedOAuthFlows")


def test_passkeys_and_threat_protection_are_settings(small: Synthesised, full: Synthesised) -> None:
    without, with_ = small.one("AWS::Cognito::UserPool"), full.one("AWS::Cognito::UserPool")
    assert without["UserPoolTier"] == "LITE"
    assert "WebAuthnRelyingPartyID" not in without
    assert "UserPoolAddOns" not in without
    assert with_["UserPoolTier"] == "PLUS"
    assert with_["WebAuthnRelyingPartyID"] == "cruddur.example.org"
    assert with_["UserPoolAddOns"]["AdvancedSecurityMode"] == "ENFORCED"
    assert "ALLOW_USER_AUTH" in _clients(full)["web"]["ExplicitAuthFlows"]
    assert "ALLOW_USER_AUTH" not in _clients(full)["admin"]["ExplicitAuthFlows"]


def test_mail_comes_from_ses_where_there_is_an_address(
    small: Synthesised, full: Synthesised
) -> None:
    mail = small.one("AWS::Cognito::UserPool")["EmailConfiguration"]
    assert mail == {"EmailSendingAccount": "COGNITO_DEFAULT"}
    mail = full.one("AWS::Cognito::UserPool")["EmailConfiguration"]
    assert mail["EmailSendingAccount"] == "DEVELOPER"
    assert mail["From"] == "Cruddur <hello@cruddur.example.org>"
    assert mail["SourceArn"].endswith(":identity/cruddur.example.org")


def _media(stage: Synthesised) -> dict[str, Any]:
    return stage.one("AWS::S3::Bucket", stack="data")


def test_media_is_private_and_goes_when_it_was_given_up(stage: Synthesised) -> None:
    media = _media(stage)
    assert set(media["PublicAccessBlockConfiguration"].values()) == {True}
    rules = {rule["Id"]: rule for rule in media["LifecycleConfiguration"]["Rules"]}
    assert set(rules) == {asked["ID"] for asked in bucket.EXPIRE}
    for asked in bucket.EXPIRE:
        rule = rules[asked["ID"]]
        assert rule["Prefix"] == asked["Filter"]["Prefix"]
        assert rule["ExpirationInDays"] == asked["Expiration"]["Days"]
        assert rule.get("AbortIncompleteMultipartUpload") == (
            asked.get("AbortIncompleteMultipartUpload")
        )


def test_pages_of_the_site_and_no_others_may_upload(small: Synthesised, full: Synthesised) -> None:
    (rule,) = _media(full)["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://cruddur.example.org"]
    assert rule["AllowedMethods"] == ["POST"]
    (rule,) = _media(small)["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://*.cloudfront.net"]


def test_the_cdn_of_this_account_may_read_media_and_nothing_else(stage: Synthesised) -> None:
    statements = stage.one("AWS::S3::BucketPolicy", stack="data")["PolicyDocument"]["Statement"]
    (allowed,) = (each for each in statements if each["Effect"] == "Allow")
    assert allowed["Action"] == "s3:GetObject"
    assert allowed["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    assert json.dumps(allowed["Resource"]).count("/media/*") == 1
    assert "AWS:SourceAccount" in allowed["Condition"]["StringEquals"]
    assert ":distribution/*" in json.dumps(allowed["Condition"]["ArnLike"]["AWS:SourceArn"])


def test_the_apps_own_secrets_are_made_and_long(stage: Synthesised) -> None:
    made = stage.resources("AWS::SecretsManager::Secret", stack="data")
    assert len(made) == 2
    for each in made:
        assert each.properties["GenerateSecretString"]["PasswordLength"] == 64
        assert "SecretString" not in each.properties


def test_copies_are_made_beside_the_stores_own(stage: Synthesised) -> None:
    (rule,) = stage.one("AWS::Backup::BackupPlan")["BackupPlan"]["BackupPlanRule"]
    assert rule["Lifecycle"]["DeleteAfterDays"] == 35
    vault = json.dumps(stage.one("AWS::Backup::BackupVault")["BackupVaultName"])
    assert "AWS::StackId" in vault, "one that was kept is in the way of the next of its name"
    chosen = json.dumps(stage.one("AWS::Backup::BackupSelection"))
    assert "Messages" in chosen
    assert ":db:" in chosen
