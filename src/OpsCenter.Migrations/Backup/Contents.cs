using System.Globalization;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>A backup's table of contents.</summary>
internal sealed record Contents(IReadOnlyList<string> Lines, IReadOnlyList<ContentsEntry> Entries)
{
    private const string DatabaseLine = ";     dbname: ";
    private const string ProgramLine = ";     Dumped by pg_dump version: ";

    public IEnumerable<ContentsEntry> TableData => Entries.Where(entry => entry.IsTableData);

    /// <summary>The name of the database that it was taken of; null if the file does not tell.</summary>
    public string? Database => After(DatabaseLine);

    /// <summary>The major version of the pg_dump that wrote it; null if the file does not tell.</summary>
    public int? DumpMajor =>
        int.TryParse(
            After(ProgramLine)?.Split('.', ' ')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var major
        )
            ? major
            : null;

    /// <summary>Lists the backup.</summary>
    /// <exception cref="BackupUnreadableException">There is no such file, or it cannot be listed.</exception>
    public static async Task<Contents> ListAsync(
        ClientTools tools,
        string file,
        CancellationToken cancellation
    )
    {
        // pg_dump's directory format is a folder.
        if (!Path.Exists(file))
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

    private string? After(string beginning) =>
        Lines
            .FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal))
            ?[beginning.Length..];

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
        run.Errors.Contains("text format dump", StringComparison.Ordinal)
            ? new BackupUnreadableException(
                $"{Path.GetFullPath(file)} is a dump in plain text, which pg_restore cannot read. Nothing was restored.",
                "psql runs it: create an empty database, then psql -X -v ON_ERROR_STOP=1 --single-transaction -d <new database> -f <file>. A dump for opscenter is "
                    + "made with pg_dump --format=custom."
            )
            : new BackupUnreadableException(
                $"{Path.GetFullPath(file)} cannot be read: {run.Complaint.TrimEnd('.')}. Nothing was restored.",
                "Take another backup. If the message names an unsupported version, a newer pg_dump wrote it: name its folder with --pg-dump."
            );
}
