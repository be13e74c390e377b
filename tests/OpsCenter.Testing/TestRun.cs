using Xunit;

namespace OpsCenter.Testing;

/// <summary>How much a run of the tests covers.</summary>
public static class TestRun
{
    /// <summary>The environment variable with the suites that need not run.</summary>
    public const string Unchanged = "OPSCENTER_TEST_UNCHANGED";

    private static readonly string[] UnchangedSuites =
        Environment.GetEnvironmentVariable(Unchanged)?.Split(' ') ?? [];

    /// <summary>
    /// Set by <c>test.sh --full</c>: every test on every major, every mutant, and every law against every entry of the catalogue.
    /// </summary>
    public static bool IsFull { get; } =
        Environment.GetEnvironmentVariable("OPSCENTER_TEST_FULL") == "1";

    /// <summary>
    /// Skips a test of a suite that <c>test.sh</c> need not run: no file that its result depends on has changed since it passed.
    /// </summary>
    /// <param name="suite">The name in <c>scripts/lib/samples.sh</c>.</param>
    public static void SkipIfUnchanged(string suite) =>
        Assert.SkipWhen(
            !IsFull && UnchangedSuites.Contains(suite, StringComparer.Ordinal),
            $"No file that the suite {suite} depends on has changed since it passed: see tests/samples.txt."
        );
}
