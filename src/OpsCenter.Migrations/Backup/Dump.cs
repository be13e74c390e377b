using System.Data;
using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Backup;

/// <summary>Takes a backup by pg_dump and checks it. It ends before anything else begins: its locks would block an ALTER TABLE.</summary>
internal sealed class Dump(EngineContext context, BackupOptions options, ClientTools tools)
{
    /// <param name="session">Connected to the database, outside of a transaction.</param>
    /// <param name="scope">What goes into it.</param>
    /// <param name="whole">Whether that is everything.</param>
    /// <param name="purpose">Follows the database's name in the file's name; empty, or begins with an underscore.</param>
    /// <param name="cancellation">Ends pg_dump and removes the file.</param>
    /// <exception cref="BackupFailedException">There is no complete backup, and no file of it.</exception>
    /// <exception cref="LockTimeoutException">A table was locked for longer than the lock timeout.</exception>
    public async Task<BackupReport> TakeAsync(
        DatabaseSession session,
        BackupScope scope,
        bool whole,
        string purpose,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity("pg_dump");
        var started = context.Clock.GetTimestamp();
        using var file = BackupFile.Create(
            options,
            $"{session.Connection.Database}{purpose}",
            context.Clock.GetUtcNow(),
            context.Tell
        );
        DiskRoom.Ensure(Path.GetDirectoryName(file.TemporaryPath)!, scope.Bytes);
        ToolRun run;
        string snapshot;
        await using (
            CopyWatch.OfDump(context, session.Connection.Database, scope.Tables, cancellation)
        )
        {
            (run, snapshot) = await RunAsync(session, scope, file.TemporaryPath, [], cancellation);
        }

        if (!run.Succeeded)
        {
            throw Failed(run, snapshot);
        }

        await EnsureCompleteAsync(file.TemporaryPath, scope, cancellation);
        var path = file.Keep();
        var report = new BackupReport(
            path,
            new FileInfo(path).Length,
            context.Clock.GetElapsedTime(started),
            whole,
            [.. scope.Tables.Where(table => table.HasRows).Select(table => table.Title)],
            tools.Version
        );
        span?.SetTag("opscenter.backup.bytes", report.Bytes);
        return report;
    }

    /// <summary>Writes the definitions of a scope into a file, without rows.</summary>
    /// <exception cref="BackupFailedException">pg_dump failed.</exception>
    public async Task DefinitionsAsync(
        DatabaseSession session,
        BackupScope scope,
        string file,
        CancellationToken cancellation
    )
    {
        var (run, snapshot) = await RunAsync(session, scope, file, ["--schema-only"], cancellation);
        if (!run.Succeeded)
        {
            throw Failed(run, snapshot);
        }
    }

    private async Task<(ToolRun Run, string Snapshot)> RunAsync(
        DatabaseSession session,
        BackupScope scope,
        string file,
        IReadOnlyList<string> further,
        CancellationToken cancellation
    )
    {
        var encoding = await EncodingAsync(session, cancellation);
        // Another server knows no snapshot of this one: pg_dump fails there instead of backing up something else.
        await session.BeginAsync(IsolationLevel.RepeatableRead, cancellation);
        var snapshot = await session.ScalarAsync<string>(
            "select pg_catalog.pg_export_snapshot()",
            cancellation
        );
        var run = await ToolRun.ExecuteAsync(
            tools.Dump,
            [
                LibpqDatabase.Argument(options.ConnectionString, session.Connection.Database),
                "--format=custom",
                $"--file={file}",
                "--no-password",
                $"--snapshot={snapshot}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--lock-wait-timeout={(long)context.Options.LockTimeout.TotalMilliseconds}"
                ),
                .. encoding,
                .. further,
                .. scope.Arguments,
            ],
            new Dictionary<string, string?>(
                LibpqEnvironment.Of(options.ConnectionString, session, tools.Major),
                StringComparer.Ordinal
            )
            {
                ["PGAPPNAME"] = OwnDump.NameFor(session.Connection.ProcessID),
            },
            cancellation
        );
        await session.RollbackAsync();
        return (run, snapshot);
    }

    /// <summary>
    /// Patterns and table of contents are text in UTF-8 here, whatever the database has. Between SQL_ASCII and others nothing is
    /// converted, so that its dump must say what it is.
    /// </summary>
    private static async Task<string[]> EncodingAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await session.ScalarAsync<string>("select current_setting('server_encoding')", cancellation)
            is "SQL_ASCII"
            ? []
            : ["--encoding=UTF8"];

    private async Task EnsureCompleteAsync(
        string file,
        BackupScope scope,
        CancellationToken cancellation
    )
    {
        var listed = (await Contents.ListAsync(tools, file, cancellation))
            .TableData.Select(entry => entry.Oid)
            .ToHashSet();
        var missing = scope
            .Tables.Where(table => table.HasRows && !listed.Contains(table.Oid))
            .Select(table => table.Title)
            .ToList();
        if (missing.Count > 0)
        {
            throw new BackupFailedException(
                $"The backup lacks the rows of {string.Join(", ", missing)}, and was removed. Nothing was touched.",
                "Did somebody drop or replace these tables meanwhile? Repeat when that has ended."
            );
        }
    }

    private MigrationException Failed(ToolRun run, string snapshot) =>
        run.Errors switch
        {
            var errors when errors.Contains(snapshot, StringComparison.Ordinal) =>
                new SeveralServersException(
                    $"pg_dump reached another server than this run: {run.Complaint}\nThe backup was removed; nothing was touched."
                ),
            var errors when errors.Contains("lock timeout", StringComparison.Ordinal) =>
                new LockTimeoutException(
                    $"pg_dump waited for a table longer than the lock timeout: {run.Complaint}\nThe backup was removed; nothing was touched.",
                    "Repeat when the session that locks the table has ended (see pg_stat_activity, pg_blocking_pids()), or allow a longer "
                        + "--lock-timeout."
                ),
            var errors when errors.Contains("No space left", StringComparison.Ordinal) =>
                new BackupFailedException(
                    $"The disk is full: {run.Complaint}\nThe partial backup was removed; nothing was touched.",
                    "Make room, or name another folder with --backup-dir."
                ),
            _ => new BackupFailedException(
                $"pg_dump failed: {run.Complaint}\nThe partial backup was removed; nothing was touched.",
                $"Fix what it reports and repeat.{options.Otherwise}"
            ),
        };
}
