using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Faults;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Trials;

namespace OpsCenter.Conformance.Laws;

/// <summary>Runs a script with a fault at one point.</summary>
internal static class FaultRun
{
    /// <summary>
    /// Runs the script. Afterwards the database holds no object of the harness, and every session of the script has
    /// ended.
    /// </summary>
    public static async Task<ScriptRun> RunAsync(
        ScriptUnderTest script,
        ScratchDatabase database,
        FaultAction action,
        FaultPoint point,
        bool continueAfterErrors,
        CancellationToken cancellation
    )
    {
        if (point.Kind == FaultPointKind.DdlCommand)
        {
            await using var trigger = await FaultEventTrigger.InstallAsync(database, cancellation);
            var options = FaultEventTrigger.Options(action, point.Number) with
            {
                ContinueAfterErrors = continueAfterErrors,
            };
            var run = await script.RunAsync(database, options, cancellation);
            await WaitForSessionsAsync(database, cancellation);
            return run;
        }

        var observed = await script.RunAsync(
            database,
            new ScriptRunOptions
            {
                ContinueAfterErrors = continueAfterErrors,
                Observer =
                    point.Kind == FaultPointKind.ElapsedTime
                        ? new TimedKill(database, script.Duration * (point.Number / 100.0))
                        : new BoundaryFault(database, action, point),
            },
            cancellation
        );
        await WaitForSessionsAsync(database, cancellation);
        return observed;
    }

    /// <summary>A terminated session is still visible until its rollback is complete.</summary>
    private static async Task WaitForSessionsAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        const string isConnected = """
            select exists (select from pg_stat_activity
                where datname = current_database() and application_name = 'conformance')
            """;
        while (await database.ScalarAsync<bool>(isConnected, cancellation))
        {
            await Task.Delay(5, cancellation);
        }
    }
}
