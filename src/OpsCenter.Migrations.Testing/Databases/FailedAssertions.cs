using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Xunit;

namespace OpsCenter.Migrations.Testing.Databases;

/// <summary>
/// Knows in a Dispose whether its test failed. xUnit tells it only to what is disposed after the test's method; an
/// <c>await using</c> within the method ends earlier, so failed assertions are noted when they are thrown.
/// </summary>
internal sealed class FailedAssertions
{
    private static readonly ConcurrentDictionary<string, bool> Failed = new(StringComparer.Ordinal);

    private readonly string? _test = TestContext.Current.Test?.UniqueID;

    static FailedAssertions() => AppDomain.CurrentDomain.FirstChanceException += Note;

    private FailedAssertions() { }

    public bool TestFailed =>
        TestContext.Current.TestState?.Result == TestResult.Failed
        || (_test is not null && Failed.ContainsKey(_test));

    public static FailedAssertions Watch() => new();

    private static void Note(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (IsAssertion(thrown.Exception) && TestContext.Current.Test?.UniqueID is { } test)
        {
            Failed[test] = true;
        }
    }

    /// <summary>
    /// xUnit knows its own, and those of other libraries, by an interface of this name in whatever assembly; Shouldly's is known by
    /// its name.
    /// </summary>
    private static bool IsAssertion(Exception exception) =>
        exception.GetType() is var type
        && (
            type.GetInterface("IAssertionException") is not null
            || type.FullName == "Shouldly.ShouldAssertException"
        );
}
