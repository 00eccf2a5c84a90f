// As template-BotApp-with-rg, in a resource group that it makes.
targetScope = 'subscription'

@description('The resource group.')
param groupName string

@description('Where everything is.')
param groupLocation string

@description('The app: 4 to 40 small letters, digits and dashes. It is the first part of the address unless publicBaseUrl says otherwise.')
@minLength(4)
@maxLength(40)
param appName string

@description('The storage account: 3 to 24 small letters and digits, unique in Azure.')
@minLength(3)
@maxLength(24)
param storageAccountName string

@description('The key vault: 3 to 24 letters, digits and dashes, unique in Azure.')
@minLength(3)
@maxLength(24)
param keyVaultName string

@description('The name of the organisation, as people know it.')
param organisationName string

@description('The https address that people use; empty for the address of the app in Azure.')
param publicBaseUrl string = ''

@description('The size of a machine. The smallest that keeps two instances apart and always on.')
param appServicePlanSku string = 'P0v3'

@description('How many machines serve. With one no Redis is needed.')
@minValue(1)
@maxValue(30)
param instances int = 2

@description('The size of Redis, by which the instances tell each other that something was said.')
param redisSku string = 'Balanced_B0'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

@description('The type of the bot registration: UserAssignedMSI with the identity of this app, or SingleTenant with an app registration of its own.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string = 'UserAssignedMSI'

@description('The app registration of a SingleTenant bot, which must trust the identity of this app (a federated credential). Empty for UserAssignedMSI.')
param appId string = ''

@description('The tenant of the organisation.')
param tenantId string = tenant().tenantId

@description('Further settings of the bot that are no secrets, by the names of environment variables, such as Policy__Gates or Directories__corp__Kind.')
param settings object = {}

@description('Further settings that are secrets, by the names of environment variables, such as Twilio__AuthToken. They are kept in the key vault.')
@secure()
param secretSettings object = {}

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: groupName
  location: groupLocation
}

module botApp '../deployUseExistResourceGroup/template-BotApp-with-rg.bicep' = {
  scope: group
  name: 'BotApp'
  params: {
    appName: appName
    storageAccountName: storageAccountName
    keyVaultName: keyVaultName
    location: groupLocation
    organisationName: organisationName
    publicBaseUrl: publicBaseUrl
    appServicePlanSku: appServicePlanSku
    instances: instances
    redisSku: redisSku
    logDays: logDays
    appType: appType
    appId: appId
    tenantId: tenantId
    settings: settings
    secretSettings: secretSettings
  }
}

@description('Where people come.')
output address string = botApp.outputs.address

@description('The endpoint of the bot, for template-AzureBot.')
output botEndpoint string = botApp.outputs.botEndpoint

@description('The client id of the identity: the app id of a UserAssignedMSI bot, and whom the directory must give rights.')
output identityClientId string = botApp.outputs.identityClientId

@description('The resource id of the identity, for template-AzureBot.')
output identityResourceId string = botApp.outputs.identityResourceId
