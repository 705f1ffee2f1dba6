variable "region" {
  default = "eu-south-2"
}

provider "aws" {
  region = var.region
}

provider "aws" {
  alias  = "copy"
  region = "us-east-1"
}

resource "aws_s3_bucket" "conversations" {
  bucket = "acme-conversations"
}

resource "aws_s3_bucket" "conversations_copy" {
  provider = aws.copy
  bucket   = "acme-conversations-copy"
}

resource "aws_s3_bucket_replication_configuration" "conversations" {
  bucket = aws_s3_bucket.conversations.id
  role   = aws_iam_role.replication.arn
  rule {
    status = "Enabled"
    destination {
      bucket = aws_s3_bucket.conversations_copy.arn
    }
  }
}

resource "aws_iam_role" "replication" {
  name               = "replication"
  assume_role_policy = "{}"
}

resource "azurerm_cognitive_account" "reserve" {
  name                  = "acme-reserve"
  location              = "spaincentral"
  kind                  = "OpenAI"
  sku_name              = "S0"
  custom_subdomain_name = "acme-reserve"
  resource_group_name   = "ai"
}

resource "azurerm_cognitive_deployment" "reserve" {
  name                 = "gpt-reserve"
  cognitive_account_id = azurerm_cognitive_account.reserve.id
  model {
    format = "OpenAI"
    name   = "gpt-4o"
  }
  sku {
    name = "GlobalStandard"
  }
}
