using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>A backup's table of contents.</summary>
internal sealed record Contents(IReadOnlyList<string> Lines, IReadOnlyList<ContentsEntry> Entries)
{
    private const string DatabaseLine = ";     dbname: ";

    public IEnumerable<ContentsEntry> TableData => Entries.Where(entry => entry.IsTableData);

    /// <summary>The name of the database that it was taken of; null if the file does not tell.</summary>
    public string? Database =>
        Lines
            .FirstOrDefault(line => line.StartsWith(DatabaseLine, StringComparison.Ordinal))
            ?[DatabaseLine.Length..];

    /// <summary>Lists the backup.</summary>
    /// <exception cref="BackupUnreadableException">There is no such file, or it cannot be listed.</exception>
    public static async Task<Contents> ListAsync(
        ClientTools tools,
        string file,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(file))
        {
            throw new BackupUnreadableException(
                $"There is no file {Path.GetFullPath(file)}. Nothing was restored.",
                "Name the backup with --file."
            );
        }

        var run = await RunAsync(tools, ["--list", file], cancellation);
        if (!run.Succeeded)
        {
            throw Unreadable(file, run);
        }

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new Contents(
            [.. lines.Select(line => line.TrimEnd('\r'))],
            [
                .. lines
                    .Select(line => ContentsEntry.Read(line.TrimEnd('\r')))
                    .OfType<ContentsEntry>(),
            ]
        );
    }

    /// <summary>Reads all of the backup, as a restore would, to nowhere: a truncated file shows only so.</summary>
    /// <exception cref="BackupUnreadableException">It cannot be read to its end.</exception>
    public static async Task EnsureReadableAsync(
        ClientTools tools,
        string file,
        CancellationToken cancellation
    )
    {
        var nowhere = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        var run = await RunAsync(tools, [$"--file={nowhere}", file], cancellation);
        if (!run.Succeeded)
        {
            throw Unreadable(file, run);
        }
    }

    private static Task<ToolRun> RunAsync(
        ClientTools tools,
        IReadOnlyList<string> arguments,
        CancellationToken cancellation
    ) =>
        ToolRun.ExecuteAsync(
            tools.Restore,
            arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["LC_ALL"] = "C" },
            cancellation
        );

    private static BackupUnreadableException Unreadable(string file, ToolRun run) =>
        new(
            $"{Path.GetFullPath(file)} cannot be read: {run.Complaint}. Nothing was restored.",
            "Take another backup. If the message names an unsupported version, a newer pg_dump wrote it: name its folder with --pg-dump."
        );
}
