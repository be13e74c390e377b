using System.Text.RegularExpressions;

namespace OpsCenter.AppHost.Output;

/// <summary>Repeats on our own console what resources write, line by line, under a heading for each resource.</summary>
internal sealed partial class ResourceLines(ResourceLoggerService logs)
{
    /// <summary>
    /// How the lines begin that Aspire and its orchestrator write into a resource's log. They would only disturb a reader; nothing is
    /// decided by them.
    /// </summary>
    private static readonly string[] OrchestrationLines =
    [
        "[sys] ",
        "Waiting for resource ",
        "Finished waiting for resource ",
        "No custom certificate authorities ",
        "Executing command ",
        "Successfully executed command ",
    ];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);
    private string? _heading;

    /// <summary>Writes the resource's lines when they come, until it is cancelled.</summary>
    public async Task FollowAsync(
        ResourceNotificationService notifications,
        IResource resource,
        CancellationToken cancellationToken
    )
    {
        try
        {
            // The identity under which a process logs is known when it has started.
            var seen = await notifications.WaitForResourceAsync(
                resource.Name,
                update => HasStarted(update.Snapshot.State?.Text),
                cancellationToken
            );
            lock (_lock)
            {
                WriteHeading(resource.Name);
            }

            await foreach (
                var batch in logs.WatchAsync(seen.ResourceId).WithCancellation(cancellationToken)
            )
            {
                Write(resource.Name, batch);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Writes what <see cref="FollowAsync"/> has not yet written. To be called when the resource has ended.</summary>
    public async Task CompleteAsync(ResourceNotificationService notifications, IResource resource)
    {
        if (notifications.TryGetCurrentState(resource.Name, out var current))
        {
            await foreach (var batch in logs.GetAllAsync(current.ResourceId))
            {
                Write(resource.Name, batch);
            }
        }
    }

    private void Write(string name, IEnumerable<LogLine> lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                if (line.LineNumber <= _written.GetValueOrDefault(name))
                {
                    continue;
                }

                _written[name] = line.LineNumber;
                var text = Timestamp().Replace(line.Content, "");
                if (
                    !OrchestrationLines.Any(start =>
                        text.StartsWith(start, StringComparison.Ordinal)
                    )
                )
                {
                    Write(name, line.IsErrorMessage, text);
                }
            }
        }
    }

    private void Write(string name, bool isError, string text)
    {
        WriteHeading(name);
        // Aspire has its resources write in colour, whatever our own console is.
        var plain = isError ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        (isError ? Console.Error : Console.Out).WriteLine(
            plain ? Colour().Replace(text, "") : text
        );
    }

    private void WriteHeading(string name)
    {
        if (_heading != name)
        {
            _heading = name;
            Announcements.Starting(name);
        }
    }

    private static bool HasStarted(string? state) =>
        state == KnownResourceStates.Running
        || state == SqlMigrationStates.Applying
        || KnownResourceStates.TerminalStates.Contains(state);

    /// <summary>The orchestrator puts one before each line.</summary>
    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T[\d:.]+Z ?", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"\e\[[\d;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
