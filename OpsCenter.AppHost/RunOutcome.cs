namespace OpsCenter.AppHost;

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The exit code of the command that ended it, or one of <see cref="ExitCodes"/>.</param>
/// <param name="Message">What failed; empty after a success.</param>
internal sealed record RunOutcome(int ExitCode, string Message)
{
    public static RunOutcome Success { get; } = new(ExitCodes.Success, "");

    public static RunOutcome Of(string name, int exitCode) =>
        exitCode == ExitCodes.Success
            ? Success
            : new RunOutcome(exitCode, $"{name} failed with exit code {exitCode}.");
}
