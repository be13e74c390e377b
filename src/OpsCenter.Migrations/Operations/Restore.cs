using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Reads a backup, or restores it into a new database. The whole file is read before anything is touched.</summary>
internal sealed class Restore(EngineContext context, string file)
{
    public async Task<BackupContents> ListAsync(CancellationToken cancellation)
    {
        var options = Backups.Required(context);
        var tools = await ToolChoice.ChooseAsync(
            options.PgDump,
            ToolFolders.All,
            serverMajor: null,
            options.Otherwise,
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

    public async Task<RestoreReport> IntoAsync(
        string database,
        RestoreOptions choices,
        CancellationToken cancellation
    )
    {
        RestoreRisks.Ensure(choices.Allowed, RestoreRisks.OfNewDatabase);
        var started = context.Clock.GetTimestamp();
        await using var session = await TrustedSession.OpenAsync(
            context,
            choices.Migration,
            cancellation
        );
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
        var code = choices.Allowed.Contains(RestoreRisks.ForeignCode)
            ? null
            : await ForeignCode.OfAsync(session, contents, cancellation);
        code?.RefuseInFile();
        await NewDatabase.CreateAsync(session, database, cancellation);
        try
        {
            var restore = new ArchiveRestore(options, tools, file, session, database);
            var stages = RestoreList.ForNewDatabase(contents);
            await using var source = NewDatabase.Source(session, options, database);
            var beside = context with { DataSource = source };
            await restore.TablesAsync(stages.Filling, cancellation);
            if (code is not null)
            {
                await using var look = await beside.OpenAsync(cancellation);
                await code.RefuseInTablesAsync(look, isNew: true, cancellation);
            }

            await restore.RowsAsync(stages.Filling, cancellation);
            await restore.AllAsync(stages.Completing, cancellation);
            restore.EnsureComplete();
        }
        catch (Exception exception) when (exception is not RestoreFailedException)
        {
            await NewDatabase.DropAsync(session, database);
            throw;
        }

        return new RestoreReport(
            Path.GetFullPath(file),
            database,
            IsNew: true,
            contents.TableData.Count(),
            context.Clock.GetElapsedTime(started),
            tools.Version,
            Before: null
        );
    }
}
