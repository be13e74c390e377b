using Xunit.v3;

namespace OpsCenter.Migrations.Testing;

/// <summary>What a test needs of the machine: where it is missing the test is skipped on a desk, and fails in CI.</summary>
public static class Prerequisite
{
    /// <summary>CI=true: nothing may be skipped.</summary>
    public static bool IsContinuousIntegration =>
        string.Equals(
            Environment.GetEnvironmentVariable("CI"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Makes the exception that skips the running test, or fails it in CI.</summary>
    public static Exception Missing(string reason, Exception? cause = null) =>
        new MissingPrerequisiteException(
            IsContinuousIntegration ? reason : DynamicSkipToken.Value + reason,
            cause
        );
}
