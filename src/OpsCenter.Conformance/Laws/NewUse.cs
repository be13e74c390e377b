using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Rows;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Conformance.Writers;

namespace OpsCenter.Conformance.Laws;

/// <summary>The data of a migrated database that a new program has written to, before and after the down script.</summary>
/// <param name="Writer">What was written.</param>
/// <param name="Migrated">The data before it was written.</param>
/// <param name="Used">The data after it was written.</param>
/// <param name="Down">The run of the down script.</param>
/// <param name="After">The data after the down script.</param>
internal sealed record NewUse(
    NewWriter Writer,
    DataSnapshot Migrated,
    DataSnapshot Used,
    ScriptRun Down,
    DataSnapshot After
)
{
    /// <summary>What is there again if the up script is run once more; null if that was not needed, or failed.</summary>
    public AppliedAgain? Again { get; init; }

    /// <summary>What both scripts together changed about the columns of the base: nothing, if the down script is right.</summary>
    public required ColumnChanges Left { get; init; }

    /// <summary>Whether any row was written.</summary>
    public bool HasWritten => Writer.Statements.Count > 0;

    /// <summary>The outcome of a law about new data if there is none.</summary>
    public static LawOutcome NothingWritten(IReadOnlyList<NewUse> uses) =>
        uses.SelectMany(use => use.Writer.Notes).FirstOrDefault() is { } obstacle
            ? LawOutcome.NotChecked($"Nothing could be written. {obstacle}")
            : LawOutcome.NothingToCheck("The migrated database has no table to write to.");

    /// <summary>Single kinds of rows are tried one after the other if the down script fails on all of them.</summary>
    private const int MaximumSingle = 8;

    /// <summary>
    /// Uses one database as every program does; another one with rows that only the migrated database accepts, if there
    /// are any.
    /// </summary>
    public static async Task<IReadOnlyList<NewUse>> RunAsync(
        Trial trial,
        CancellationToken cancellation
    )
    {
        await using var scratch = await trial.CreateBaseAsync(cancellation);
        var catalog = await TableCatalog.ReadAsync(
            scratch.DataSource,
            trial.Pair.Metadata,
            cancellation
        );
        var known = (await trial.BaseImageAsync(cancellation)).Data;
        await using var migrated = await trial.CreateMigratedAsync(cancellation);
        var usual = await RunAsync(trial, scratch, catalog, known, null, cancellation);
        Allowance[] allowances =
        [
            .. usual.Writer.Changes.Allowances(),
            .. await DeletedRows.OfAsync(trial, catalog, cancellation),
            .. await NewPartitions.OfAsync(scratch, migrated, cancellation),
        ];
        if (allowances.Length == 0)
        {
            return [usual];
        }

        var uses = new List<NewUse> { usual };
        var all = await RunAsync(trial, scratch, catalog, known, allowances, cancellation);
        uses.Add(all);
        if (!all.Down.Succeeded)
        {
            foreach (var allowance in all.Writer.Accepted.Take(MaximumSingle).ToArray())
            {
                uses.Add(await RunAsync(trial, scratch, catalog, known, [allowance], cancellation));
            }
        }

        return uses;
    }

    private static async Task<NewUse> RunAsync(
        Trial trial,
        ScratchDatabase scratch,
        TableCatalog before,
        DataSnapshot known,
        IReadOnlyList<Allowance>? allowances,
        CancellationToken cancellation
    )
    {
        await using var database = await trial.CreateMigratedAsync(cancellation);
        var rows = await RowGenerator.ReadAsync(
            database.DataSource,
            trial.Seed,
            trial.Pair.Metadata,
            cancellation
        );
        var writer = new NewWriter(rows, database, known, new ColumnChanges(before, rows.Catalog))
        {
            FormerPartitions = await NewPartitions.FormerAsync(scratch, database, cancellation),
        };
        var migrated = await SnapshotAsync(database, cancellation);
        if (allowances is null)
        {
            await writer.WriteAsync(cancellation);
        }
        else
        {
            await writer.WriteAsync(allowances, cancellation);
        }

        var used = await SnapshotAsync(database, cancellation);
        var down = await trial.DownAsync(database, cancellation: cancellation);
        var after = await SnapshotAsync(database, cancellation);
        var use = new NewUse(writer, migrated, used, down, after)
        {
            Left = new ColumnChanges(
                before,
                await TableCatalog.ReadAsync(database.DataSource, trial.Pair.Metadata, cancellation)
            ),
        };
        return use with
        {
            Again = await AppliedAgain.RunAsync(trial, database, use, known, cancellation),
        };
    }

    /// <summary>The data without what the base does not have.</summary>
    public static DataSnapshot BaseTables(DataSnapshot all, DataSnapshot known) =>
        all.Where(
                (table, column) =>
                    known.Tables.TryGetValue(table.Name, out var was) && was.IndexOf(column) >= 0
            )
            .WithSequences(known.Sequences.ContainsKey);

    internal static Task<DataSnapshot> SnapshotAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    ) => DataSnapshot.TakeAsync(database.DataSource, [], cancellation);
}
