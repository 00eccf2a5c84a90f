using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SsprBot.Directories;

/// <summary>A program that the tests of a class need; where there is none they are skipped, and say so.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class NeedsProgramAttribute(string path) : Attribute
{
    public string Path => path;

    /// <summary>Whether only root can start it.</summary>
    public bool AsRoot { get; init; }

    /// <summary>Why the tests are skipped; null when they are not.</summary>
    public static string? Missing(string path, bool asRoot = false) =>
        !File.Exists(path) ? $"There is no {path}." : asRoot && !Environment.IsPrivilegedProcess ? $"Only root can start {path}." : null;
}

/// <summary>A test of a contract: it is skipped with the heir that it runs in.</summary>
[XunitTestCaseDiscoverer("SsprBot.Directories.ContractFactDiscoverer", "SsprBot.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContractFactAttribute : FactAttribute;

public sealed class ContractFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("Called when a test case is read back.", error: true)]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsProgramAttribute))
            .Select(needs => NeedsProgramAttribute.Missing((string)needs.GetConstructorArguments().First(), needs.GetNamedArgument<bool>(nameof(NeedsProgramAttribute.AsRoot))))
            .FirstOrDefault(missing => missing is not null) ?? base.GetSkipReason(factAttribute);
}
