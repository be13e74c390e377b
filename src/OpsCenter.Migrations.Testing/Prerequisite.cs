using Xunit.v3;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// A prerequisite of a test. If it is missing, the test is skipped on a developer machine and fails in CI.
/// </summary>
public static class Prerequisite
{
    /// <summary>Whether CI=true is set, so that no test may be skipped.</summary>
    public static bool IsContinuousIntegration =>
        string.Equals(
            Environment.GetEnvironmentVariable("CI"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>Creates the exception that skips the test, or fails it in CI.</summary>
    public static Exception Missing(string reason, Exception? cause = null) =>
        new MissingPrerequisiteException(
            IsContinuousIntegration ? reason : DynamicSkipToken.Value + reason,
            cause
        );
}
