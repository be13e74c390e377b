using System.Text.RegularExpressions;

namespace OpsCenter.AppHost.Output;

/// <summary>Repeats on our own console what a resource wrote.</summary>
internal static partial class ResourceLines
{
    /// <summary>How the lines begin that Aspire writes into a resource's log; they say nothing of the resource.</summary>
    private static readonly string[] OrchestrationLines =
    [
        "Waiting for resource ",
        "Finished waiting for resource ",
        "No custom certificate authorities ",
        "Executing command ",
        "Successfully executed command ",
    ];

    /// <summary>To be called when the resource has ended: then its log is complete.</summary>
    public static async Task WriteAsync(
        ResourceLoggerService logs,
        string resourceId,
        CancellationToken cancellationToken
    )
    {
        await foreach (
            var batch in logs.GetAllAsync(resourceId).WithCancellation(cancellationToken)
        )
        {
            foreach (var line in batch)
            {
                if (IsOfTheResource(line))
                {
                    await WriteAsync(line);
                }
            }
        }
    }

    /// <returns>Whether the resource wrote it, not Aspire.</returns>
    public static bool IsOfTheResource(LogLine line)
    {
        var text = Text(line);
        return !OrchestrationLines.Any(start => text.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>Aspire has its resources write in colour, whatever our own console is.</summary>
    private static Task WriteAsync(LogLine line)
    {
        var plain = line.IsErrorMessage ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        var text = Text(line);
        return (line.IsErrorMessage ? Console.Error : Console.Out).WriteLineAsync(
            plain ? Colour().Replace(text, "") : text
        );
    }

    private static string Text(LogLine line) => Timestamp().Replace(line.Content, "");

    /// <summary>The orchestrator puts one before each line.</summary>
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.]+Z ?", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\e\[[\d;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
