using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What belongs into the transaction of an up script: the look at the data, the record and the journal.</summary>
internal sealed class ApplyPart(
    FolderMigration migration,
    Preserve preserve,
    OtherTool other,
    Func<OpenPart, ScriptEffects, CancellationToken, Task> journal
) : IPartWork
{
    public bool CountsRows => preserve != Preserve.Off;

    public bool IsFollowed { get; init; }

    private ColumnProof? _proof;

    private SessionRead<(string Tool, string Name, string? Fault)>? _asked;

    public IReadOnlyList<BatchedRead> Ask(DatabaseSession session) =>
        [_asked = OtherTool.Ask(session)];

    public async Task BeforeAsync(OpenPart part, CancellationToken cancellation) =>
        _proof = part.Range is { } range
            ? await ProveAsync(part.Session, range, cancellation)
            : null;

    public Task StartAsync(OpenPart part, CancellationToken cancellation) =>
        other.EnsureQuietAsync(part.Session, ScriptEffects.None, cancellation, _asked);

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        if (preserve == Preserve.Enforce)
        {
            await EnsurePreservedAsync(part, effects, cancellation);
            await EnsureColumnsAsync(part, cancellation);
        }

        await other.EnsureQuietAsync(part.Session, effects, cancellation, _asked);
        await journal(part, effects, cancellation);
    }

    private async Task EnsurePreservedAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        var undeclared = new List<(string Table, string What)>();
        foreach (var change in effects.DataChanges())
        {
            if (
                !migration.Up.Declares(change.Table)
                && !await IsDeclaredAboveAsync(part, change.Table, cancellation)
            )
            {
                undeclared.Add(change);
            }
        }

        if (undeclared.Count == 0)
        {
            return;
        }

        var lines = undeclared
            .Select(change => change.Table)
            .Distinct(StringComparer.Ordinal)
            .Select(table => $"-- opscenter: changes {table}");
        throw new DataTouchedException(
            $"{migration.Up.File} changes data that was there before it, without saying so, and was rolled back:\n"
                + string.Join(
                    '\n',
                    undeclared.Select(
                        (change, index) => $"  {index + 1}. {change.Table}: {change.What}"
                    )
                ),
            "If the script is meant to do that, say so in it:\n"
                + string.Join('\n', lines)
                + "\nWith --preserve report such changes are only reported, with --preserve off they are not counted."
        );
    }

    /// <summary>
    /// Where columns are declared and not the table, a batch is small enough to compare the others. Null if there is nothing to compare.
    /// </summary>
    private async Task<ColumnProof?> ProveAsync(
        DatabaseSession session,
        BatchRange range,
        CancellationToken cancellation
    )
    {
        var table = range.Target.Table;
        var columns = migration.Up.ColumnsOf(table);
        if (
            preserve != Preserve.Enforce
            || columns.Count == 0
            || await TableCode.FindAsync(
                session,
                range.Target.Tables[0],
                table,
                isWritten: false,
                cancellation
            )
                is not null
        )
        {
            return null;
        }

        return await ColumnProof.TakeAsync(session, range, columns, cancellation);
    }

    private async Task EnsureColumnsAsync(OpenPart part, CancellationToken cancellation)
    {
        if (
            _proof is null
            || await _proof.CompareAsync(cancellation) is not { Count: > 0 } undeclared
        )
        {
            return;
        }

        var table = part.Range!.Target.Table;
        throw new DataTouchedException(
            $"{migration.Up.File} changes data that was there before it, without saying so, and the batch was rolled back: of {table} it declares "
                + $"{string.Join(", ", migration.Up.ColumnsOf(table))}, and "
                + (
                    undeclared[0] == "*"
                        ? "rows are gone."
                        : $"it changes {string.Join(", ", undeclared)}, too."
                ),
            "If the script is meant to do that, say so in it:\n"
                + string.Join(
                    '\n',
                    undeclared.Select(column =>
                        $"-- opscenter: changes {table}{(column == "*" ? "" : $".{column}")}"
                    )
                )
        );
    }

    /// <summary>Whether the partitioned table is declared that a table is a partition of.</summary>
    private async Task<bool> IsDeclaredAboveAsync(
        OpenPart part,
        string table,
        CancellationToken cancellation
    ) =>
        (
            await part.Session.QueryAsync(
                """
                select format('%I.%I', n.nspname, c.relname)
                from pg_partition_ancestors(to_regclass($1)) a
                join pg_class c on c.oid = a.relid
                join pg_namespace n on n.oid = c.relnamespace
                """,
                row => row.GetString(0),
                cancellation,
                table
            )
        ).Exists(migration.Up.Declares);
}
