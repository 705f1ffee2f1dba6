resource "azurerm_storage_account" "docs" {
  name                     = "clinicadocs"
  resource_group_name      = azurerm_resource_group.rg.name
  location                 = var.location
  account_tier             = "Standard"
  account_replication_type = "GRS"
}

resource "azurerm_cosmosdb_account" "sessions" {
  name                = "clinica-sessions"
  resource_group_name = azurerm_resource_group.rg.name
  location            = var.location
  offer_type          = "Standard"

  consistency_policy {
    consistency_level = "Session"
  }

  geo_location {
    location          = var.location
    failover_priority = 0
  }

  geo_location {
    location          = "uksouth"
    failover_priority = 1
  }
}

resource "azurerm_search_service" "search" {
  name                = "clinica-search"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "West Europe"
  sku                 = "standard"
}

resource "azurerm_cdn_frontdoor_profile" "edge" {
  name                = "clinica-edge"
  resource_group_name = azurerm_resource_group.rg.name
  sku_name            = "Standard_AzureFrontDoor"
}

resource "azurerm_cdn_frontdoor_origin_group" "models" {
  name                     = "models"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id
}

resource "azurerm_cdn_frontdoor_origin" "oai" {
  name                          = "oai"
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.models.id
  host_name                     = "${azurerm_cognitive_account.oai.custom_subdomain_name}.openai.azure.com"
}
