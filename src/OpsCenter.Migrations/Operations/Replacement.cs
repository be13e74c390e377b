using System.Data;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Operations;

/// <summary>
/// Replaces the tables of a backup by what it holds. One transaction locks them against writers, has them backed up, counts the rows of that
/// backup, drops them and restores the file: no row that was committed before can be in neither.
/// </summary>
internal sealed class Replacement(EngineContext context, string file, ReplaceOptions options)
{
    public async Task<RestoreReport> RunAsync(string database, CancellationToken cancellation)
    {
        RestoreRisks.Ensure(options.Allowed, RestoreRisks.All);
        var started = context.Clock.GetTimestamp();
        await using var runner = await RunnerLock.AcquireAsync(context, cancellation);
        await using var session = await TrustedSession.OpenAsync(
            context,
            options.Migration,
            cancellation
        );
        RefuseAnotherName(session, database);
        var (_, tools) = await Backups.ToolsAsync(context, session, cancellation);
        var contents = await Contents.ListAsync(tools, file, cancellation);
        await Contents.EnsureReadableAsync(tools, file, cancellation);
        ReplacementGuards.RefuseOtherDatabase(file, contents, database, options);
        var metadata = await MetadataMerge.PrepareAsync(
            session,
            tools,
            file,
            contents,
            cancellation
        );
        contents = metadata?.Contents ?? contents;
        await using var watcher = await context.OpenAsync(cancellation);
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('row_security', 'off', true)",
            cancellation
        );
        var locks = new ReplacementLocks(context, session, watcher, runner.Pid);
        var replaced = await locks.KeepWritersOutAsync(contents, cancellation);
        var tables = replaced.Where(relation => relation.StoresRows).ToList();
        var readers = await TableReaders.FindAsync(
            session,
            tables.Select(table => (long)table.Oid),
            cancellation
        );
        var rows = await BackupRows.CountAsync(
            session,
            tables,
            table => readers(table.Oid) is { Hindrance: null, Role: null },
            cancellation
        );
        await new ReplacementGuards(file, contents, options, replaced).EnsureAsync(
            session,
            rows,
            cancellation
        );
        var stages = await RestoreList.ForReplacementAsync(session, contents, cancellation);
        var code = options.Allowed.Contains(RestoreRisks.ForeignCode)
            ? null
            : await ForeignCode.OfAsync(session, contents, cancellation);
        if (code is not null)
        {
            code.RefuseInFile();
            await code.RefuseInFilledAsync(
                session,
                tables.Where(table => table is { IsDefined: false, HasRowsInFile: true }),
                cancellation
            );
        }

        var before = options.BackupFirst
            ? await BackUpAsync(watcher, tools, replaced, tables, rows, cancellation)
            : null;

        context.Tell($"replaces {tables.Count} tables");
        await locks.KeepEverybodyOutAsync(replaced, cancellation);
        var state = await ReplacedState.ReadAsync(session, replaced, cancellation);
        await ReplacedRemoval.RunAsync(session, replaced, cancellation);
        await using (CopyWatch.OfRestore(context, database, cancellation))
        {
            await new SessionRestore(tools, file, stages, code, OwnRights.KeepAsync).RunAsync(
                session,
                cancellation
            );
        }

        if (metadata is not null)
        {
            await metadata.RunAsync(session, cancellation);
        }

        var notes = await state.CompleteAsync(session, contents, cancellation);
        await runner.EnsureHeldAsync(cancellation);
        await session.CommitAsync(cancellation);
        return new RestoreReport(
            Path.GetFullPath(file),
            database,
            IsNew: false,
            contents.TableData.Count(),
            context.Clock.GetElapsedTime(started),
            tools.Version,
            before
        )
        {
            Notes = notes,
        };
    }

    /// <summary>What is about to be overwritten; null if none of it is there.</summary>
    private async Task<BackupReport?> BackUpAsync(
        DatabaseSession session,
        ClientTools tools,
        List<ReplacedRelation> replaced,
        List<ReplacedRelation> tables,
        IReadOnlyDictionary<uint, long> rows,
        CancellationToken cancellation
    )
    {
        const string purpose = "_before_restore";
        // A backup of tables holds neither views nor sequences of their own.
        var before = replaced.Exists(relation =>
            relation.IsView || relation is { Kind: 'S', IsPartOfTable: false }
        )
            ? await Backups.WholeAsync(context, session, purpose, cancellation)
            : await Backups.OfTablesAsync(
                context,
                session,
                [.. replaced.Select(relation => $"{relation.Schema} {relation.Name} ")],
                purpose,
                cancellation
            );
        if (before is not null)
        {
            await BackupRows.EnsureAllAsync(tools, before.File, tables, rows, cancellation);
        }

        return before;
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
}
