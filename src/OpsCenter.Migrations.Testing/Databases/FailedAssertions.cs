using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Xunit;

namespace OpsCenter.Migrations.Testing.Databases;

/// <summary>
/// Determines during disposal whether the test failed. xUnit sets the result only after the test method, but an
/// <c>await using</c> in the method is disposed earlier. So failed assertions are recorded when they are thrown.
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
    /// xUnit recognizes assertions by an interface of this name in any assembly. The exception of Shouldly does not
    /// implement it.
    /// </summary>
    private static bool IsAssertion(Exception exception) =>
        exception.GetType() is var type
        && (
            type.GetInterface("IAssertionException") is not null
            || type.FullName == "Shouldly.ShouldAssertException"
        );
}
