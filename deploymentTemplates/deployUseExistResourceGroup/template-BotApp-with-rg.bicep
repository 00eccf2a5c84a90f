// The app and what it stands on: identity, storage, key vault, Redis, logs. Azure Bot is registered by template-AzureBot.
targetScope = 'resourceGroup'

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

@description('Where everything is.')
param location string = resourceGroup().location

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

var container = 'sspr'
var auditContainer = '${container}-audit'
var address = empty(publicBaseUrl) ? 'https://${appName}.azurewebsites.net' : publicBaseUrl
var usesRedis = instances > 1
var secretNames = map(items(secretSettings), secret => secret.key)
var roles = {
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  keyVaultCryptoServiceEncryptionUser: 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: appName
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: appName
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logDays
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: storageAccountName
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource records 'containers' = {
      name: container
    }

    // A line of the log can be added, none changed or taken away for a year. Lock the policy once everything works.
    resource audit 'containers' = {
      name: auditContainer

      resource forAYear 'immutabilityPolicies' = {
        name: 'default'
        properties: {
          immutabilityPeriodSinceCreationInDays: 365
          allowProtectedAppendWrites: true
        }
      }
    }
  }

  resource lifecycle 'managementPolicies' = {
    name: 'default'
    dependsOn: [blobs]
    properties: {
      policy: {
        rules: [
          {
            name: 'sspr-temporary'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['${container}/temporary/'] }
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 32 } } }
            }
          }
        ]
      }
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: keyVaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }

  // It encrypts the key ring. A new version every year; older ones still decrypt.
  resource key 'keys' = {
    name: 'sspr'
    properties: {
      kty: 'RSA'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
      rotationPolicy: {
        lifetimeActions: [
          { action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } }
        ]
      }
    }
  }

  resource secrets 'secrets' = [
    for name in secretNames: {
      name: replace(name, '__', '-')
      properties: { value: secretSettings[name] }
    }
  ]

  resource redisSecret 'secrets' = if (usesRedis) {
    name: 'Redis-ConnectionString'
    properties: {
      value: usesRedis
        ? '${redis!.properties.hostName}:10000,ssl=True,abortConnect=False,password=${redis::database!.listKeys().primaryKey}'
        : ''
    }
  }
}

resource redis 'Microsoft.Cache/redisEnterprise@2025-07-01' = if (usesRedis) {
  name: appName
  location: location
  sku: { name: redisSku }
  properties: {
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
  }

  resource database 'databases' = {
    name: 'default'
    properties: {
      clientProtocol: 'Encrypted'
      port: 10000
      clusteringPolicy: 'EnterpriseCluster'
      evictionPolicy: 'NoEviction'
      accessKeysAuthentication: 'Enabled'
    }
  }
}

resource onBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: storage
  name: guid(storage.id, identity.id, roles.storageBlobDataContributor)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageBlobDataContributor
    )
  }
}

resource onKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::key
  name: guid(vault::key.id, identity.id, roles.keyVaultCryptoServiceEncryptionUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.keyVaultCryptoServiceEncryptionUser
    )
  }
}

resource onSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, roles.keyVaultSecretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
  }
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: appName
  location: location
  kind: 'linux'
  sku: { name: appServicePlanSku, capacity: instances }
  properties: {
    reserved: true
    zoneRedundant: instances > 1
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: appName
  location: location
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  dependsOn: [onSecrets]
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      appCommandLine: 'dotnet SsprBot.dll'
      alwaysOn: true
      webSocketsEnabled: true
      http20Enabled: true
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/readyz'
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    dependsOn: [vault::secrets]
    properties: union(
      {
        AZURE_CLIENT_ID: identity.properties.clientId
        Organisation__Name: organisationName
        Web__PublicBaseUrl: address
        // Only the platform's own front end reaches the app.
        Web__Proxies__0: '0.0.0.0/0'
        Web__Proxies__1: '::/0'
        Storage__Kind: 'Blobs'
        Storage__Blobs__ServiceUri: storage.properties.primaryEndpoints.blob
        Storage__Blobs__Container: container
        Storage__Blobs__AuditContainer: auditContainer
        // The content is shared among the instances, the data folder is not.
        Data__Folder: '/tmp/sspr-bot'
        Data__KeyVaultKey: vault::key.properties.keyUri
        MicrosoftAppType: appType
        MicrosoftAppId: appType == 'SingleTenant' ? appId : identity.properties.clientId
        MicrosoftAppTenantId: tenantId
      },
      appType == 'SingleTenant' ? { MicrosoftAppFederatedIdentity: identity.properties.clientId } : {},
      usesRedis
        ? { Redis__ConnectionString: '@Microsoft.KeyVault(SecretUri=${vault::redisSecret!.properties.secretUri})' }
        : {},
      settings,
      toObject(
        secretNames,
        name => name,
        name => '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/${replace(name, '__', '-')})'
      )
    )
  }
}

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource vaultLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'logs'
  properties: {
    workspaceId: logs.id
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

@description('Where people come.')
output address string = address

@description('The endpoint of the bot, for template-AzureBot.')
output botEndpoint string = '${address}/api/messages'

@description('The client id of the identity: the app id of a UserAssignedMSI bot, and whom the directory must give rights.')
output identityClientId string = identity.properties.clientId

@description('The resource id of the identity, for template-AzureBot.')
output identityResourceId string = identity.id
