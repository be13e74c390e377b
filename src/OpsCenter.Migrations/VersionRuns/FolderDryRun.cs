using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Executes what is pending on a copy of the database's definitions without rows, and sees which locks are held and what is rewritten.
/// Nothing is executed on the database itself; its catalogs give the sizes.
/// </summary>
internal sealed class FolderDryRun(
    EngineContext context,
    MigrationFolder folder,
    FolderOptions options
)
{
    public async Task<FolderDryRunReport> RunAsync(CancellationToken cancellation)
    {
        await using var session = await context.OpenAsync(cancellation);
        var journal = new VersionJournal(options.Source, context.Clock);
        var entries = await journal.ReadAsync(session, cancellation);
        var standing = FolderStanding.Of(folder, entries);
        standing.EnsureApplicable(options.AcceptEdit, options.OutOfOrder);
        await new OtherTool(journal, folder, options).EnsureNoneAsync(
            session,
            entries,
            cancellation
        );
        var due = FolderSelection.ToApply(standing, options);
        if (due.Count == 0)
        {
            return new FolderDryRunReport(folder.Convention.Name, [], options.MaxBlock);
        }

        var sizes = await TableSizes.ReadAsync(session, cancellation);
        context.Tell("copy the definitions");
        await using var copy = await DryRunCopy.CreateAsync(
            context,
            session,
            names: null,
            cancellation
        );
        await WriteWatch.BeginAsync(copy.Context, cancellation);
        await using var runner = await RunnerLock.AcquireAsync(copy.Context, cancellation);
        await using var watcher = await copy.Context.OpenAsync(cancellation);
        await using var transactions = new PartRun(copy.Context, runner, watcher);
        var steps = new List<DryRunStep>();
        foreach (var version in due)
        {
            context.Tell($"try {version.Title}");
            steps.Add(
                await StepAsync(copy.Context, runner, transactions, version, sizes, cancellation)
            );
        }

        return new FolderDryRunReport(folder.Convention.Name, steps, options.MaxBlock)
        {
            IsUndeclared =
                options.Preserve == Preserve.Enforce
                && steps.SelectMany(step => step.Undeclared).Any(change => change.IsCertain),
        };
    }

    private static async Task<DryRunStep> StepAsync(
        EngineContext copy,
        RunnerLock runner,
        PartRun transactions,
        FolderVersion version,
        TableSizes sizes,
        CancellationToken cancellation
    )
    {
        var script = version.Migration!.Up;
        var parts = script.Parts();
        // What an interrupted run has done, the copy has.
        var done = version.State == VersionState.Applying ? version.Entry!.Progress.Done : 0;
        var sum = ScriptEffects.None;
        var impacts = new List<TableImpact>();
        var undeclared = new List<UndeclaredChange>();
        var batches = new List<PlannedBatches>();
        foreach (var part in parts.Skip(done))
        {
            if (!part.InTransaction)
            {
                sum = sum.And(
                    await new BarePartRun(copy, runner).RunAsync(
                        script.Script,
                        part,
                        wasBegun: true,
                        cancellation
                    )
                );
                transactions.ForgetObjects();
                continue;
            }

            var observed = new ObservedPart();
            var tried = part;
            if (part.Batch is { } batch)
            {
                var target = await FindTargetAsync(copy, script, part, cancellation);
                tried = BatchedRun.Bounded(part, target.WithinNone());
                batches.Add(
                    new PlannedBatches(
                        part.Statements[0].Line,
                        target.Table,
                        batch.Rows,
                        batch.Column,
                        sizes.Of(target.Table).Rows
                    )
                );
            }

            var effects = await transactions.RunAsync(script.Script, tried, observed, cancellation);
            sum = sum.And(effects);
            undeclared.AddRange(WriteWatch.Undeclared(script, effects, observed.Touched, sizes));
            impacts.AddRange(
                observed
                    .Tables.Where(table => sizes.Of(table.Table).Bytes > 0)
                    .Select(table =>
                        ImpactRules.Of(
                            table.Table,
                            table.Lock,
                            effects.Objects,
                            table.IsRewritten,
                            sizes.Of(table.Table)
                        )
                    )
            );
        }

        return new DryRunStep(
            version.Title,
            script.File,
            WriteWatch.Without(sum.Objects),
            [.. impacts.Where(impact => impact.Lock != "ACCESS SHARE")]
        )
        {
            Undeclared = [.. undeclared.Distinct()],
            Batches = batches,
        };
    }

    private static async Task<BatchTarget> FindTargetAsync(
        EngineContext copy,
        FolderScript script,
        ScriptPart part,
        CancellationToken cancellation
    )
    {
        await using var session = await copy.OpenAsync(cancellation);
        return await BatchTarget.ReadAsync(session, script.Script, part, cancellation);
    }
}
