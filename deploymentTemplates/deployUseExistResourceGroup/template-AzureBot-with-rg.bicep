// The bot's registration with Azure Bot Service, with Teams switched on.
targetScope = 'resourceGroup'

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

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: azureBotId
  location: 'global'
  kind: 'azurebot'
  sku: { name: azureBotSku }
  properties: {
    displayName: displayName
    endpoint: botEndpoint
    msaAppType: appType
    msaAppId: appId
    msaAppTenantId: tenantId
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityResourceId : null
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: {
        enableCalling: false
        isEnabled: true
      }
    }
  }
}
