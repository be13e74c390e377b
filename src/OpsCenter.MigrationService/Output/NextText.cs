using Spectre.Console;

namespace OpsCenter.MigrationService.Output;

/// <summary>The last line of a screen: the command that usually follows.</summary>
internal static class NextText
{
    /// <summary>Writes nothing if nothing follows.</summary>
    public static void Write(IAnsiConsole console, string? next)
    {
        if (next is not null)
        {
            console.Line($"Next: {next}");
        }
    }
}
