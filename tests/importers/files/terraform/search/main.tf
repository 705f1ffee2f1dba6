terraform {
  required_providers {
    google = { source = "hashicorp/google", version = "~> 7.0" }
  }
}

variable "project" {
  type = string
}

variable "location" {
  type    = string
  default = "europe-west1"
}

variable "environment" {
  type    = string
  default = "production"
}

locals {
  is_production = var.environment == "production"
  buckets = {
    uploads = "EU"
    exports = "EUR5"
  }
}

provider "google" {
  project = var.project
  region  = var.location
}

resource "google_vertex_ai_endpoint" "classifier" {
  name         = "classifier"
  display_name = "classifier"
  location     = var.location

  predict_request_response_logging_config {
    enabled       = true
    sampling_rate = 1

    bigquery_destination {
      output_uri = "bq://analytics-prod.predictions"
    }
  }
}

resource "google_discovery_engine_data_store" "manuals" {
  location          = "global"
  data_store_id     = "manuals"
  display_name      = "manuals"
  industry_vertical = "GENERIC"
  content_config    = "CONTENT_REQUIRED"
}

resource "google_storage_bucket" "data" {
  for_each = local.buckets
  name     = "muebles-${each.key}"
  location = each.value
}

resource "google_cloud_run_v2_service" "api" {
  name     = "api"
  location = local.is_production ? "europe-west2" : var.location

  template {
    containers {
      image = "europe-docker.pkg.dev/muebles/api/api:1.4"

      env {
        name  = "GOOGLE_CLOUD_LOCATION"
        value = "global"
      }

      env {
        name  = "UPLOADS"
        value = google_storage_bucket.data["uploads"].name
      }

      env {
        name  = "GOOGLE_GENAI_USE_VERTEXAI"
        value = "true"
      }
    }
  }
}

resource "google_logging_project_sink" "prompts" {
  name        = "prompts"
  destination = "storage.googleapis.com/muebles-logs"
}

module "store" {
  source   = "./modules/store"
  location = "eur3"
}

module "network" {
  source  = "terraform-google-modules/network/google"
  version = "~> 12.0"
}
