# What disdat/run-action needs in addition to disdat-ci to run Disdat pipes on AWS Batch: a queue on Fargate, a queue on
# EC2 spot instances, the roles of jobs, and a log group. The same as cloudformation/disdat-batch.yml.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "subnets" {
  type        = list(string)
  description = "The subnets of the hosts. They need a route to S3, ECR and CloudWatch Logs, for example public subnets."
}

variable "security_group_ids" {
  type        = list(string)
  description = "The security groups of the hosts. They must allow outgoing HTTPS."
}

variable "bucket_name" {
  type        = string
  description = "The bucket of disdat-ci. Empty for disdat-<account>-<region>."
  default     = ""
}

variable "prefix" {
  type        = string
  description = "The prefix of disdat-ci."
  default     = "disdat"
}

variable "context" {
  type        = string
  description = "The remote context of disdat-ci."
  default     = "shop"
}

variable "image_repository_name" {
  type        = string
  description = "The image repository of disdat-ci."
  default     = "pipelines"
}

variable "role_name" {
  type        = string
  description = "The role of production of disdat-ci, which gets the permissions for Batch."
  default     = "disdat-ci"
}

variable "max_vcpus" {
  type        = number
  description = "The number of vCPUs that each queue can use at the same time."
  default     = 16
}

variable "create_log_group" {
  type        = bool
  description = "false if the account has the log group /aws/batch/job, which Batch creates for the first job."
  default     = true
}

variable "log_retention_in_days" {
  type        = number
  description = "How long CloudWatch keeps the logs of jobs."
  default     = 30
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.region
  bucket    = var.bucket_name != "" ? var.bucket_name : "disdat-${local.account}-${local.region}"
  batch     = "arn:${local.partition}:batch:${local.region}:${local.account}"
  role      = "arn:${local.partition}:iam::${local.account}:role"

  task_trust_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ecs-tasks.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  }

  instance_trust_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  }

  # docs/iam.md has the reason for each permission.
  job_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindBundles"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = "arn:${local.partition}:s3:::${local.bucket}"
        Condition = { StringLikeIfExists = { "s3:prefix" = "${var.prefix}/context/${var.context}/*" } }
      },
      {
        Sid      = "ReadAndWriteBundles"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"]
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/${var.context}/objects/*"
      },
      {
        Sid      = "ReadThePacks"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/${var.context}/run-action/pack*"
      },
    ]
  }

  batch_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "LookAtBatch"
        Effect = "Allow"
        Action = [
          "batch:DescribeJobQueues",
          "batch:DescribeComputeEnvironments",
          "batch:DescribeJobDefinitions",
          "batch:DescribeJobs",
          "batch:ListJobs",
          "batch:GetJobQueueSnapshot",
        ]
        Resource = "*"
      },
      {
        Sid      = "KeepJobDefinitions"
        Effect   = "Allow"
        Action   = ["batch:RegisterJobDefinition", "batch:DeregisterJobDefinition", "batch:TagResource"]
        Resource = "${local.batch}:job-definition/disdat-*"
      },
      {
        Sid    = "SubmitAndEndJobs"
        Effect = "Allow"
        Action = ["batch:SubmitJob", "batch:TerminateJob", "batch:TagResource"]
        Resource = [
          "${local.batch}:job-queue/disdat-fargate",
          "${local.batch}:job-queue/disdat-spot",
          "${local.batch}:job-definition/disdat-*",
          "${local.batch}:job/*",
        ]
      },
      {
        Sid       = "GiveJobsTheirRoles"
        Effect    = "Allow"
        Action    = "iam:PassRole"
        Resource  = ["${local.role}/disdat-job", "${local.role}/disdat-execution"]
        Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
      },
      {
        Sid      = "ReadLogs"
        Effect   = "Allow"
        Action   = "logs:GetLogEvents"
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:/aws/batch/job:log-stream:*"
      },
      {
        Sid      = "LookAtTheImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.image_repository_name}"
      },
    ]
  }
}

resource "aws_cloudwatch_log_group" "jobs" {
  count             = var.create_log_group ? 1 : 0
  name              = "/aws/batch/job"
  retention_in_days = var.log_retention_in_days
}

resource "aws_batch_compute_environment" "fargate" {
  name  = "disdat-fargate"
  type  = "MANAGED"
  state = "ENABLED"

  compute_resources {
    type               = "FARGATE"
    max_vcpus          = var.max_vcpus
    subnets            = var.subnets
    security_group_ids = var.security_group_ids
  }
}

resource "aws_batch_job_queue" "fargate" {
  name     = "disdat-fargate"
  priority = 1
  state    = "ENABLED"

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.fargate.arn
  }
}

resource "aws_batch_compute_environment" "spot" {
  name  = "disdat-spot"
  type  = "MANAGED"
  state = "ENABLED"

  compute_resources {
    type                = "SPOT"
    allocation_strategy = "SPOT_PRICE_CAPACITY_OPTIMIZED"
    min_vcpus           = 0
    max_vcpus           = var.max_vcpus
    instance_type       = ["optimal"]
    instance_role       = aws_iam_instance_profile.hosts.arn
    subnets             = var.subnets
    security_group_ids  = var.security_group_ids
  }
}

resource "aws_batch_job_queue" "spot" {
  name     = "disdat-spot"
  priority = 1
  state    = "ENABLED"

  compute_environment_order {
    order               = 1
    compute_environment = aws_batch_compute_environment.spot.arn
  }
}

resource "aws_iam_role" "hosts" {
  name_prefix        = "disdat-hosts-"
  assume_role_policy = jsonencode(local.instance_trust_policy)
}

resource "aws_iam_role_policy_attachment" "hosts" {
  role       = aws_iam_role.hosts.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_instance_profile" "hosts" {
  name_prefix = "disdat-hosts-"
  role        = aws_iam_role.hosts.name
}

resource "aws_iam_role" "job" {
  name               = "disdat-job"
  assume_role_policy = jsonencode(local.task_trust_policy)
}

resource "aws_iam_role_policy" "job" {
  name   = "disdat"
  role   = aws_iam_role.job.name
  policy = jsonencode(local.job_policy)
}

resource "aws_iam_role" "execution" {
  name               = "disdat-execution"
  assume_role_policy = jsonencode(local.task_trust_policy)
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "batch" {
  name   = "disdat-batch"
  role   = var.role_name
  policy = jsonencode(local.batch_policy)
}

# The values of the action's inputs, with one queue for each kind of host.
output "job-queue" {
  value = aws_batch_job_queue.fargate.arn
}

output "spot-job-queue" {
  value = aws_batch_job_queue.spot.arn
}

output "job-role-arn" {
  value = aws_iam_role.job.arn
}

output "execution-role-arn" {
  value = aws_iam_role.execution.arn
}
