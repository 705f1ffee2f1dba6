variable "location" {
  type = string
}

variable "tier" {
  type = string
}

resource "google_firestore_database" "this" {
  name        = "(default)"
  location_id = var.location
  type        = "FIRESTORE_NATIVE"
}

resource "google_sql_database_instance" "replica" {
  count                = var.tier == "high" ? 1 : 0
  name                 = "replica"
  database_version     = "POSTGRES_17"
  region               = "us-central1"
  master_instance_name = google_sql_database_instance.main.name
}

resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_17"

  settings {
    tier = var.tier

    backup_configuration {
      enabled  = true
      location = "us"
    }
  }
}
