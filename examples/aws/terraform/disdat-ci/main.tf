# What disdat/run-action needs to run Disdat pipes on the runner: a bucket, a repository for images, and two roles that
# workflows of one GitHub repository can assume. The same as cloudformation/disdat-ci.yml.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "github_repository" {
  type        = string
  description = "The GitHub repository with the workflows, owner/name."
}

variable "github_repository_with_ids" {
  type        = string
  description = "The same with the ids of owner and repository, owner@id/name@id, as the tokens of repositories have it that were created or renamed since 15 July 2026. Empty for an older repository."
  default     = ""
}

variable "github_environment" {
  type        = string
  description = "The environment of the repository whose jobs can assume the role of production."
  default     = "production"
}

variable "create_oidc_provider" {
  type        = bool
  description = "false if the account has a provider for token.actions.githubusercontent.com: there can be only one."
  default     = true
}

variable "bucket_name" {
  type        = string
  description = "The name of the new bucket. Empty for disdat-<account>-<region>."
  default     = ""
}

variable "prefix" {
  type        = string
  description = "The prefix of the bundles in the bucket."
  default     = "disdat"
}

variable "context" {
  type        = string
  description = "The remote context of production."
  default     = "shop"
}

variable "image_repository_name" {
  type        = string
  description = "The name of the new repository for pipeline images in ECR."
  default     = "pipelines"
}

variable "role_name" {
  type        = string
  description = "The name of the role of production."
  default     = "disdat-ci"
}

variable "pull_request_role_name" {
  type        = string
  description = "The name of the role of pull requests."
  default     = "disdat-pull-request"
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account      = data.aws_caller_identity.current.account_id
  partition    = data.aws_partition.current.partition
  region       = data.aws_region.current.region
  bucket       = var.bucket_name != "" ? var.bucket_name : "disdat-${local.account}-${local.region}"
  issuer       = "token.actions.githubusercontent.com"
  repositories = compact([var.github_repository, var.github_repository_with_ids])

  trust_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:${local.partition}:iam::${local.account}:oidc-provider/${local.issuer}" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = [for each in local.repositories : "repo:${each}:environment:${var.github_environment}"]
          }
        }
      },
    ]
  }

  pull_request_trust_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:${local.partition}:iam::${local.account}:oidc-provider/${local.issuer}" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
            "token.actions.githubusercontent.com:sub" = [for each in local.repositories : "repo:${each}:pull_request"]
          }
        }
      },
    ]
  }

  # docs/iam.md has the reason for each permission.
  policy = {
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
        Sid      = "KeepTheIndex"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"]
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/${var.context}/run-action/*"
      },
      {
        Sid      = "LogInToEcr"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid      = "PullTheImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:DescribeRepositories"]
        Resource = "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.image_repository_name}"
      },
      {
        Sid       = "FindSandboxes"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = "arn:${local.partition}:s3:::${local.bucket}"
        Condition = { StringLike = { "s3:prefix" = "${var.prefix}/context/pr-*" } }
      },
      {
        Sid      = "ReadSandboxes"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/pr-*"
      },
    ]
  }

  pull_request_policy = {
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FindBundles"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = "arn:${local.partition}:s3:::${local.bucket}"
        Condition = { StringLikeIfExists = { "s3:prefix" = ["${var.prefix}/context/${var.context}/*", "${var.prefix}/context/pr-*"] } }
      },
      {
        Sid      = "ReadTheBase"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/${var.context}/*"
      },
      {
        Sid      = "UseAndDeleteSandboxes"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:PutObjectAcl", "s3:DeleteObject"]
        Resource = "arn:${local.partition}:s3:::${local.bucket}/${var.prefix}/context/pr-*"
      },
      {
        Sid      = "LogInToEcr"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*"
      },
      {
        Sid      = "PullTheImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:DescribeRepositories"]
        Resource = "arn:${local.partition}:ecr:${local.region}:${local.account}:repository/${var.image_repository_name}"
      },
    ]
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count          = var.create_oidc_provider ? 1 : 0
  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

# Without versioning: bundles never change, and deleted sandboxes must not stay as hidden versions.
resource "aws_s3_bucket" "bundles" {
  bucket = local.bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "bundles" {
  bucket = aws_s3_bucket.bundles.id

  rule {
    id     = "abort-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bundles" {
  bucket = aws_s3_bucket.bundles.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_ownership_controls" "bundles" {
  bucket = aws_s3_bucket.bundles.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "bundles" {
  bucket                  = aws_s3_bucket.bundles.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ecr_repository" "images" {
  name = var.image_repository_name
}

resource "aws_iam_role" "production" {
  name               = var.role_name
  assume_role_policy = jsonencode(local.trust_policy)
}

resource "aws_iam_role_policy" "production" {
  name   = "disdat"
  role   = aws_iam_role.production.name
  policy = jsonencode(local.policy)
}

resource "aws_iam_role" "pull_request" {
  name               = var.pull_request_role_name
  assume_role_policy = jsonencode(local.pull_request_trust_policy)
}

resource "aws_iam_role_policy" "pull_request" {
  name   = "disdat"
  role   = aws_iam_role.pull_request.name
  policy = jsonencode(local.pull_request_policy)
}

# The values of the action's inputs, and of the role of pull requests.
output "role-to-assume" {
  value = aws_iam_role.production.arn
}

output "pull-request-role-to-assume" {
  value = aws_iam_role.pull_request.arn
}

output "aws-region" {
  value = local.region
}

output "remote" {
  value = "s3://${aws_s3_bucket.bundles.id}/${var.prefix}"
}

output "context" {
  value = var.context
}

output "image" {
  description = "The repository. Add a tag."
  value       = aws_ecr_repository.images.repository_url
}
