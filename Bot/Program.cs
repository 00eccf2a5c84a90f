using SsprBot;
using SsprBot.Channels.DirectLine;
using SsprBot.Directories;
using SsprBot.Directories.Demo;
using SsprBot.Pages;
using SsprBot.Senders;
using SsprBot.Settings;
using SsprBot.Storage;
using SsprBot.Turn;

var builder = WebApplication.CreateSlimBuilder(args);
var (policy, policyFaults) = PolicySettings.Read(builder.Configuration);
if (!builder.CanStart(policyFaults))
{
    return 1;
}

builder.AddWeb();
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddDomain(policy);
builder.Services.AddDialogs();
builder.Services.AddTurns();
builder.Services.AddDirectLine();
builder.Services.AddDirectories();
builder.Services.AddSenders();
builder.Services.AddPages();

var app = builder.Build();
app.Services.UseTurns();
app.UsePageHeaders();
app.MapDirectLine();
app.MapPages();
app.MapDemo();
await app.RunAsync();
return 0;
