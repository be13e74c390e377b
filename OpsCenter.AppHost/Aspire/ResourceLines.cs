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
                var text = Timestamp().Replace(line.Content, "");
                if (
                    !OrchestrationLines.Any(start =>
                        text.StartsWith(start, StringComparison.Ordinal)
                    )
                )
                {
                    await (line.IsErrorMessage ? Console.Error : Console.Out).WriteLineAsync(text);
                }
            }
        }
    }

    /// <summary>The orchestrator puts one before each line.</summary>
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.]+Z ?", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}
