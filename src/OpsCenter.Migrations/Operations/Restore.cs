using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Operations;

/// <summary>Brings a backup back: beside the database, or over its tables. The whole file is read before anything is touched.</summary>
internal sealed class Restore(EngineContext context, string file)
{
    public async Task<BackupContents> ListAsync(CancellationToken cancellation)
    {
        var tools = await ToolChoice.ChooseAsync(
            Backups.Required(context).PgDump,
            ToolFolders.All,
            serverMajor: null,
            cancellation
        );
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
        return new BackupContents(
            Path.GetFullPath(file),
            new FileInfo(file).Length,
            contents.Lines,
            contents.TableData.Count()
        );
    }

    public async Task<RestoreReport> IntoAsync(string database, CancellationToken cancellation)
    {
        var started = context.Clock.GetTimestamp();
        await using var session = await context.OpenAsync(cancellation);
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await ReadAsync(tools, cancellation);
        using var list = RestoreList.ForNewDatabase(contents);
        await NewDatabase.CreateAsync(session, database, cancellation);
        try
        {
            await new ArchiveRestore(options, tools, file).IntoAsync(
                session,
                database,
                list,
                cancellation
            );
        }
        catch (OperationCanceledException)
        {
            await NewDatabase.DropAsync(session, database);
            throw;
        }

        return Report(started, tools, contents, database, isNew: true, before: null);
    }

    public async Task<RestoreReport> OverAsync(
        string database,
        bool backupFirst,
        CancellationToken cancellation
    )
    {
        var started = context.Clock.GetTimestamp();
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await context.OpenAsync(cancellation);
        RefuseAnotherName(session, database);
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await ReadAsync(tools, cancellation);
        await RefuseForgottenBooksAsync(session, contents, cancellation);
        using var list = await RestoreList.ForReplacementAsync(session, contents, cancellation);
        var before = backupFirst ? await BackUpAsync(session, contents, cancellation) : null;
        await runner.EnsureHeldAsync(cancellation);
        await new ArchiveRestore(options, tools, file).OverAsync(session, list, cancellation);
        return Report(started, tools, contents, database, isNew: false, before);
    }

    /// <summary>What is about to be overwritten; null if none of it is there.</summary>
    private async Task<BackupReport?> BackUpAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        const string purpose = "_before_restore";
        return contents.HasViews
            ? await Backups.WholeAsync(context, session, purpose, cancellation)
            : await Backups.OfTablesAsync(
                context,
                session,
                [.. contents.TableData.Select(entry => $"{entry.TableName} ")],
                purpose,
                cancellation
            );
    }

    private static void RefuseAnotherName(DatabaseSession session, string database)
    {
        if (!string.Equals(session.Connection.Database, database, StringComparison.Ordinal))
        {
            throw new RestoreRefusedException(
                $"--replace names database \"{database}\", and the connection leads to \"{session.Connection.Database}\". Nothing was touched.",
                $"To overwrite the tables of \"{session.Connection.Database}\", say so: --replace {session.Connection.Database}. To leave it as "
                    + "it is: --into <new database>."
            );
        }
    }

    /// <summary>A database whose books tell of a migration, with tables from before it, would be in a state that nobody knows.</summary>
    private static async Task RefuseForgottenBooksAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        if (
            contents.TableData.Any(entry =>
                entry.TableName.StartsWith("opscenter migration ", StringComparison.Ordinal)
            ) || !await BookSchema.HasTableAsync(session, "migration", cancellation)
        )
        {
            return;
        }

        var applied = await session.QueryAsync(
            "select name from opscenter.migration order by name",
            row => row.GetString(0),
            cancellation
        );
        if (applied.Count > 0)
        {
            throw new RestoreRefusedException(
                $"{string.Join(", ", applied)} is applied here, and the backup is from before that: with its tables restored, the books in "
                    + "schema opscenter would tell what is no longer so. Nothing was touched.",
                "Go back first, which keeps what was written since: opscenter rollback. Then repeat. Or restore beside it: --into <new database>."
            );
        }
    }

    private async Task<Contents> ReadAsync(ClientTools tools, CancellationToken cancellation)
    {
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
        return contents;
    }

    private RestoreReport Report(
        long started,
        ClientTools tools,
        Contents contents,
        string database,
        bool isNew,
        BackupReport? before
    ) =>
        new(
            Path.GetFullPath(file),
            database,
            isNew,
            contents.TableData.Count(),
            context.Clock.GetElapsedTime(started),
            tools.Version,
            before
        );
}
