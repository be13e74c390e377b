using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>Runs a script with a fault at a point.</summary>
internal static class FaultyRun
{
    /// <summary>Runs it; the database holds nothing of the harness afterwards, and no session of the script.</summary>
    public static async Task<ScriptRun> RunAsync(
        Course course,
        ScratchDatabase database,
        FaultKind kind,
        FaultPoint point,
        bool goesOn,
        CancellationToken cancellation
    )
    {
        ScriptRun run;
        if (point.Place == FaultPlace.Command)
        {
            await using var trigger = await FaultTrigger.InstallAsync(database, cancellation);
            var options = FaultTrigger.Options(kind, point.Number);
            run = await course.RunAsync(
                database,
                options with
                {
                    GoesOnAfterErrors = goesOn,
                },
                cancellation
            );
            await SettleAsync(database, cancellation);
        }
        else
        {
            run = await course.RunAsync(
                database,
                new ScriptRunOptions
                {
                    GoesOnAfterErrors = goesOn,
                    Observer =
                        point.Place == FaultPlace.Moment
                            ? new MomentFault(database, course.Took * (point.Number / 100.0))
                            : new BoundaryFault(database, kind, point),
                },
                cancellation
            );
            await SettleAsync(database, cancellation);
        }

        return run;
    }

    /// <summary>A session that is ended still rolls back for a moment.</summary>
    private static async Task SettleAsync(ScratchDatabase database, CancellationToken cancellation)
    {
        while (
            await database.ScalarAsync<bool>(
                "select exists (select from pg_stat_activity where datname = current_database() and application_name = 'conformance')",
                cancellation
            )
        )
        {
            await Task.Delay(5, cancellation);
        }
    }
}
