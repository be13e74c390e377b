using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Sessions;

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

    public async Task<RestoreReport> IntoAsync(string database, CancellationToken cancellation)
    {
        var started = context.Clock.GetTimestamp();
        await using var session = await context.OpenAsync(cancellation);
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
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
