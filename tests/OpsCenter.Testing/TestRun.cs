namespace OpsCenter.Testing;

/// <summary>How much a run of the tests covers.</summary>
public static class TestRun
{
    /// <summary>
    /// Set by <c>test.sh --full</c>: every test on every major, every mutant, and every law against every entry of the catalogue.
    /// </summary>
    public static bool IsFull { get; } =
        Environment.GetEnvironmentVariable("OPSCENTER_TEST_FULL") == "1";
}
