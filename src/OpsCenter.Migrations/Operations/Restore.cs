using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>Reads a backup, or restores it into a new database. The whole file is read before anything is touched.</summary>
internal sealed class Restore(EngineContext context, string file)
{
    private const string Prefix = "opscenter_restore_";

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
            Directory.Exists(file)
                ? new DirectoryInfo(file).EnumerateFiles().Sum(part => part.Length)
                : new FileInfo(file).Length,
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
            cancellation,
            usesMetadata: false
        );
        var (options, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
        var code = choices.Allowed.Contains(RestoreRisks.ForeignCode)
            ? null
            : await ForeignCode.OfAsync(session, contents, cancellation);
        code?.RefuseInFile();
        await NewDatabase.EnsureNoneAsync(session, database, cancellation);
        await NewDatabase.DropLeftAsync(session, Prefix, cancellation);
        // Its name is that of a complete database: what a killed run leaves has another one.
        var made = NewDatabase.NameOf(session, Prefix);
        await NewDatabase.CreateAsync(session, made, cancellation);
        string? complaint;
        IReadOnlyList<string> notes;
        try
        {
            var restore = new ArchiveRestore(options, tools, file, session, made);
            var stages = RestoreList.ForNewDatabase(contents);
            await using var source = NewDatabase.Source(session, options, made);
            var beside = context with { DataSource = source };
            List<string> rights;
            await using (var empty = await beside.OpenAsync(cancellation))
            {
                rights = await PublicSchema.PrepareAsync(empty, contents, cancellation);
            }

            await restore.TablesAsync(stages.Filling, cancellation);
            if (code is not null)
            {
                await using var look = await beside.OpenAsync(cancellation);
                await code.RefuseInTablesAsync(look, isNew: true, cancellation);
            }

            await using (CopyWatch.OfRestore(context, made, cancellation))
            {
                await restore.RowsAsync(stages.Filling, cancellation);
                await restore.AllAsync(stages.Completing, cancellation);
            }

            complaint = restore.Complaint;
            notes =
            [
                .. rights,
                .. await DatabaseProperties.MissingAsync(session, contents, cancellation),
            ];
            await NewDatabase.RenameAsync(session, made, database, cancellation);
        }
        catch
        {
            await NewDatabase.DropAsync(session, made);
            throw;
        }

        if (complaint is not null)
        {
            throw new RestoreFailedException(
                $"pg_restore reported errors, and the new database \"{database}\" has only what could be restored: {complaint}",
                $"Look whether what you need is there. To begin again: drop database {SqlName.Role(database)}; as a superuser all owners and "
                    + "extensions can be restored."
            );
        }

        return new RestoreReport(
            Path.GetFullPath(file),
            database,
            IsNew: true,
            contents.TableData.Count(),
            context.Clock.GetElapsedTime(started),
            tools.Version,
            Before: null
        )
        {
            Notes = notes,
        };
    }
}
