using CliWrap.Buffered;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>The command that a screen names as the next one.</summary>
internal static class NextLine
{
    /// <summary>What follows <c>Next: </c>; null if nothing does.</summary>
    public static string? Next(this BufferedCommandResult result) =>
        result
            .StandardOutput.ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.StartsWith("Next: ", StringComparison.Ordinal))
            .Select(line => line["Next: ".Length..])
            .SingleOrDefault();
}
