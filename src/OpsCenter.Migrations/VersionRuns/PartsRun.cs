using System.Data;
using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Runs a script part by part. After each one the journal has how far it is, so that an interrupted run resumes.</summary>
internal sealed class PartsRun(
    EngineContext context,
    RunnerLock runner,
    PartRun transactions,
    IReadOnlyList<ScriptPart> parts,
    SqlScript script,
    TimeSpan maxLag
)
{
    /// <summary>Runs the parts that are left.</summary>
    /// <param name="session">Outside of a transaction; notes what has none.</param>
    /// <param name="entry">The entry of the migration.</param>
    /// <param name="from">How far an interrupted run was.</param>
    /// <param name="work">Makes what is done around a part; it calls what it is given in the part's transaction.</param>
    /// <param name="record">Records what a statement without a transaction did.</param>
    /// <param name="cancellation">Ends it; the parts that are done stay.</param>
    public async Task<ScriptEffects> RunAsync(
        DatabaseSession session,
        long entry,
        PartProgress from,
        Func<Func<DatabaseSession, CancellationToken, Task>, IPartWork> work,
        Func<ScriptEffects, CancellationToken, Task> record,
        CancellationToken cancellation
    )
    {
        var sum = ScriptEffects.None;
        for (var index = from.Done; index < parts.Count; index++)
        {
            var done = PartProgress.After(parts, index + 1);
            context.Tell(
                $"{script.Name}: {index + 1}/{parts.Count} {parts[index].Statements[0].Summary}"
                    + (
                        parts[index].Batch is { } batch
                            ? $", in batches of {Amount.Of(batch.Rows, "row")} by {batch.Column}"
                            : ""
                    )
            );
            if (parts[index].Batch is not null)
            {
                var batches = new BatchedRun(context, transactions, script, maxLag);
                sum = sum.And(
                    await batches.RunAsync(session, entry, index, parts[index], work, cancellation)
                );
                await CompleteBatchesAsync(session, entry, done, cancellation);
                continue;
            }

            if (parts[index].InTransaction)
            {
                var effects = await transactions.RunAsync(
                    script,
                    parts[index],
                    work((open, token) => PartRecord.NoteAsync(open, entry, done, token)),
                    cancellation
                );
                sum = sum.And(effects);
                continue;
            }

            var wasBegun = from.NextBegun && index == from.Done;
            // An index of that name that is there before is another's: the next run must not take it for what this one left.
            var isItsOwn =
                wasBegun
                || await BarePartRun.FindBuiltAsync(
                    session,
                    parts[index].Statements[0].Text,
                    cancellation
                )
                    is null;
            await PartRecord.NoteAsync(
                session,
                entry,
                PartProgress.After(parts, index, nextBegun: isItsOwn),
                cancellation
            );
            var bare = await RunBareAsync(session, entry, index, wasBegun, cancellation);
            transactions.ForgetObjects();
            await record(bare, cancellation);
            await PartRecord.NoteAsync(session, entry, done, cancellation);
            sum = sum.And(bare);
        }

        return sum;
    }

    private static async Task CompleteBatchesAsync(
        DatabaseSession session,
        long entry,
        PartProgress done,
        CancellationToken cancellation
    )
    {
        await session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            await BatchRecord.RemoveAsync(session, entry, cancellation);
            await PartRecord.NoteAsync(session, entry, done, cancellation);
            await session.CommitAsync(cancellation);
        }
        finally
        {
            await session.RollbackAsync();
        }
    }

    private async Task<ScriptEffects> RunBareAsync(
        DatabaseSession session,
        long entry,
        int index,
        bool wasBegun,
        CancellationToken cancellation
    )
    {
        try
        {
            return await new BarePartRun(context, runner).RunAsync(
                script,
                parts[index],
                wasBegun,
                cancellation
            );
        }
        catch (ScriptFailedException exception)
            when (exception.SqlState == PostgresErrorCodes.DuplicateTable)
        {
            // The name is another's. The next run must not take that index for what this one built.
            await PartRecord.NoteAsync(
                session,
                entry,
                PartProgress.After(parts, index),
                CancellationToken.None
            );
            throw;
        }
    }
}
