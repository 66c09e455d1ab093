# Starts a workflow on GitHub when a job of disdat/run-action on AWS Batch has ended, so that no runner waits for it. It
# works for jobs whose `env` has DISPATCH_WHEN_ENDED with the name of the repository. The same as
# cloudformation/batch-dispatch.yml.
terraform {
  required_version = ">= 1.5"
  required_providers {
    archive = {
      source  = "hashicorp/archive"
      version = ">= 2.4"
    }
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "github_repositories" {
  type        = list(string)
  description = "The GitHub repositories whose jobs start a workflow, owner/name."
}

variable "github_app_secret_arn" {
  type        = string
  description = "The secret in Secrets Manager with the id and the private key of a GitHub App, as JSON with the keys appId and privateKey. The app needs the permission to write contents, and must be installed in the repositories."
}

variable "github_api_url" {
  type        = string
  description = "The API of GitHub. https://HOST/api/v3 for GitHub Enterprise Server."
  default     = "https://api.github.com"
}

variable "job_queue_arns" {
  type        = list(string)
  description = "The queues of the jobs."
}

variable "log_retention_in_days" {
  type        = number
  description = "How long CloudWatch keeps the log of the function."
  default     = 30
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region

  function_trust_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  }

  # https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html
  ended_jobs = {
    source      = ["aws.batch"]
    detail-type = ["Batch Job State Change"]
    detail = {
      status   = ["SUCCEEDED", "FAILED"]
      jobName  = [{ prefix = "disdat-" }]
      jobQueue = var.job_queue_arns
    }
  }

  function_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadTheKey"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = var.github_app_secret_arn
      },
      {
        Sid      = "WriteTheLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/lambda/batch-dispatch:*"
      },
      {
        Sid      = "KeepFailedEvents"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account}:batch-dispatch-failed"
      },
    ]
  }
}

resource "aws_cloudwatch_event_rule" "ended_jobs" {
  name          = "batch-dispatch"
  event_pattern = jsonencode(local.ended_jobs)
}

resource "aws_cloudwatch_event_target" "function" {
  rule      = aws_cloudwatch_event_rule.ended_jobs.name
  target_id = "batch-dispatch"
  arn       = aws_lambda_function.dispatch.arn
}

resource "aws_lambda_permission" "events" {
  function_name = aws_lambda_function.dispatch.function_name
  action        = "lambda:InvokeFunction"
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.ended_jobs.arn
}

data "archive_file" "function" {
  type        = "zip"
  source_file = "${path.module}/index.js"
  output_path = "${path.module}/function.zip"
}

resource "aws_lambda_function" "dispatch" {
  function_name    = "batch-dispatch"
  description      = "Sends the event disdat-job-ended to the repository of a Batch job."
  runtime          = "nodejs24.x"
  handler          = "index.handler"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 60
  role             = aws_iam_role.function.arn
  filename         = data.archive_file.function.output_path
  source_code_hash = data.archive_file.function.output_base64sha256
  depends_on       = [aws_cloudwatch_log_group.function]

  environment {
    variables = {
      GITHUB_API_URL        = var.github_api_url
      GITHUB_APP_SECRET_ARN = var.github_app_secret_arn
      GITHUB_REPOSITORIES   = join(",", var.github_repositories)
    }
  }
}

# Events that could not be sent after all attempts. Attach to their jobs by hand.
resource "aws_sqs_queue" "failed_events" {
  name                      = "batch-dispatch-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_function_event_invoke_config" "dispatch" {
  function_name                = aws_lambda_function.dispatch.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed_events.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/batch-dispatch"
  retention_in_days = var.log_retention_in_days
}

resource "aws_iam_role" "function" {
  name               = "batch-dispatch"
  assume_role_policy = jsonencode(local.function_trust_policy)
}

resource "aws_iam_role_policy" "function" {
  name   = "disdat"
  role   = aws_iam_role.function.name
  policy = jsonencode(local.function_policy)
}

output "failed-events-url" {
  value = aws_sqs_queue.failed_events.url
}
