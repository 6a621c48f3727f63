"""Holds a CloudFormation template of Lapwing against what others know of CloudFormation.

    template_check.py lint TEMPLATE     names, types and values of all properties, by cfn-lint's copy of AWS's specification
    template_check.py create TEMPLATE   makes the stack in moto's simulation of AWS, and looks at what is there by the services' own calls

Moto passes over alarms, the budget, the configuration of events, the bucket's policy and
most of its properties, and which policies a role has.
"""

import io
import os
import sys
import zipfile

BUCKET = "lapwing-123456789012-eu-central-1"


def lint(template):
    from cfnlint.api import lint_file
    from pathlib import Path

    problems = lint_file(Path(template))
    for problem in problems:
        print(f"{problem.filename}:{problem.linenumber}: {problem.rule.id} {problem.message}")
    return not problems


def create(template):
    os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="eu-central-1")
    # Moto's services are in this process, whatever endpoint other tests are given.
    os.environ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true"
    from moto import mock_aws

    with mock_aws():
        check(template)
    return True


def check(template):
    import boto3

    stacks, s3, functions, tables, queues, events, roles, logs = (
        boto3.client(name)
        for name in ["cloudformation", "s3", "lambda", "dynamodb", "sqs", "events", "iam", "logs"]
    )
    with open(template) as file:
        body = file.read()

    def outputs():
        return {o["OutputKey"]: o["OutputValue"] for o in stacks.describe_stacks(StackName="lapwing")["Stacks"][0]["Outputs"]}

    # The first step: all but the function.
    stacks.create_stack(StackName="lapwing", TemplateBody=body, Capabilities=["CAPABILITY_IAM"])
    first = outputs()
    assert first["Bucket"] == BUCKET, first
    assert "Function" not in first, first
    assert functions.list_functions()["Functions"] == []

    encryption = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256", encryption

    table = tables.describe_table(TableName="lapwing")["Table"]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST", table
    assert [(key["AttributeName"], key["KeyType"]) for key in table["KeySchema"]] == [("pk", "HASH"), ("sk", "RANGE")], table

    dead = queues.get_queue_url(QueueName="lapwing-dead")["QueueUrl"]
    assert queues.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"] == first["DeadLetterQueue"]
    assert logs.describe_log_groups()["logGroups"][0]["retentionInDays"] == 14

    # With a bucket that holds the code already: all in one step.
    stacks.delete_stack(StackName="lapwing")
    s3.create_bucket(Bucket="matrices", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("lib/executor.jar", "")
    s3.put_object(Bucket="matrices", Key="code/one.zip", Body=code.getvalue())
    stacks.create_stack(
        StackName="lapwing",
        TemplateBody=body,
        Capabilities=["CAPABILITY_IAM"],
        Parameters=[
            {"ParameterKey": "Bucket", "ParameterValue": "matrices"},
            {"ParameterKey": "CodeKey", "ParameterValue": "code/one.zip"},
            {"ParameterKey": "MemorySize", "ParameterValue": "4096"},
            {"ParameterKey": "MaxExecutors", "ParameterValue": "7"},
        ],
    )
    second = outputs()
    assert (second["Function"], second["Bucket"]) == ("lapwing-executor", "matrices"), second
    function = functions.get_function(FunctionName="lapwing-executor")["Configuration"]
    assert (function["Runtime"], function["MemorySize"], function["Timeout"]) == ("java21", 4096, 900), function
    variables = function["Environment"]["Variables"]
    assert variables["LAPWING_BUCKET"] == "matrices" and str(variables["LAPWING_MAX_EXECUTORS"]) == "7", variables
    assert variables["LAPWING_TABLE"] == "lapwing" and variables["LAPWING_QUEUE_PREFIX"] == "lapwing-", variables
    assert variables["LAPWING_DEAD_LETTER_QUEUE_ARN"] == second["DeadLetterQueue"], variables

    rule = events.describe_rule(Name="lapwing-sweep")
    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 minute)", "ENABLED"), rule
    target = events.list_targets_by_rule(Rule="lapwing-sweep")["Targets"][0]
    assert target["Arn"] == function["FunctionArn"] and target["Input"] == '{"sweep": true}', target

    for name in ["ExecutorPolicy", "ClientPolicy"]:
        policy = roles.get_policy_version(PolicyArn=second[name], VersionId="v1")["PolicyVersion"]["Document"]
        assert "${" not in str(policy) and all(s["Effect"] == "Allow" for s in policy["Statement"]), policy
    assert "arn:aws:s3:::matrices/*" in str(roles.get_policy_version(PolicyArn=second["ExecutorPolicy"], VersionId="v1"))


if __name__ == "__main__":
    action = {"lint": lint, "create": create}[sys.argv[1]]
    sys.exit(0 if action(sys.argv[2]) else 1)
