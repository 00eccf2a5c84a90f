// As template-AzureBot-with-rg, in a resource group that it makes.
targetScope = 'subscription'

@description('The resource group.')
param groupName string

@description('Where the resource group is kept; the registration itself is everywhere.')
param groupLocation string

@description('The registration: 2 to 64 letters, digits, dashes and underscores, unique in Azure.')
@minLength(2)
@maxLength(64)
param azureBotId string

@description('The name that people see.')
@maxLength(42)
param displayName string

@description('The endpoint that template-BotApp printed: https, ending in /api/messages.')
param botEndpoint string

@description('UserAssignedMSI with the identity of the app, or SingleTenant with an app registration.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string = 'UserAssignedMSI'

@description('The client id of the identity, or the app id of the registration.')
param appId string

@description('The tenant of the organisation.')
param tenantId string = tenant().tenantId

@description('The resource id of the identity of a UserAssignedMSI bot; empty otherwise.')
param identityResourceId string = ''

@description('F0 is free; S1 has a service level agreement outside Teams.')
@allowed(['F0', 'S1'])
param azureBotSku string = 'F0'

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: groupName
  location: groupLocation
}

module azureBot '../deployUseExistResourceGroup/template-AzureBot-with-rg.bicep' = {
  scope: group
  name: 'AzureBot'
  params: {
    azureBotId: azureBotId
    displayName: displayName
    botEndpoint: botEndpoint
    appType: appType
    appId: appId
    tenantId: tenantId
    identityResourceId: identityResourceId
    azureBotSku: azureBotSku
  }
}
