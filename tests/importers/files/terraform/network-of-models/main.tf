terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "~> 4.0"
    }
  }
}

provider "azurerm" {
  features {}
}

variable "location" {
  type    = string
  default = "swedencentral"
}

resource "azurerm_resource_group" "rg" {
  name     = "clinica"
  location = var.location
}

resource "azurerm_cognitive_account" "oai" {
  name                  = "clinica-oai"
  resource_group_name   = azurerm_resource_group.rg.name
  location              = azurerm_resource_group.rg.location
  kind                  = "OpenAI"
  sku_name              = "S0"
  custom_subdomain_name = "clinica-oai"
}

# The place of the account says nothing of where this one answers.
resource "azurerm_cognitive_deployment" "chat" {
  name                 = "chat"
  cognitive_account_id = azurerm_cognitive_account.oai.id

  model {
    format = "OpenAI"
    name   = "gpt-4.1"
  }

  sku {
    name     = "GlobalStandard"
    capacity = 10
  }
}

resource "azurerm_cognitive_deployment" "embed" {
  name                 = "embed"
  cognitive_account_id = azurerm_cognitive_account.oai.id

  model {
    format = "OpenAI"
    name   = "text-embedding-3-large"
  }

  sku {
    name     = "Standard"
    capacity = 10
  }
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                = "clinica-logs"
  resource_group_name = azurerm_resource_group.rg.name
  location            = var.location
  retention_in_days   = 90
}

resource "azurerm_monitor_diagnostic_setting" "oai" {
  name                       = "to-logs"
  target_resource_id         = azurerm_cognitive_account.oai.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category = "RequestResponse"
  }
}
