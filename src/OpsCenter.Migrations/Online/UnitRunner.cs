using System.Data;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpsCenter.Migrations.Execution;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Planning;
using OpsCenter.Migrations.Preservation;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Telemetry;

namespace OpsCenter.Migrations.Online;

/// <summary>Executes units, each in its own transaction or alone, with a short lock timeout and as many attempts as the deadline of its lock allows.</summary>
internal sealed class UnitRunner : IAsyncDisposable
{
    private readonly EngineContext _context;
    private readonly DatabaseSession _session;
    private readonly DatabaseSession _watcher;
    private readonly RunnerLock _runner;
    private readonly LockRetry _retry;

    private UnitRunner(
        EngineContext context,
        DatabaseSession session,
        DatabaseSession watcher,
        RunnerLock runner
    )
    {
        _context = context;
        _session = session;
        _watcher = watcher;
        _runner = runner;
        _retry = new LockRetry(
            context,
            watcher,
            [session.Connection.ProcessID, watcher.Connection.ProcessID, runner.Pid]
        );
    }

    /// <summary>Opens a second session, which watches the first one wait and build.</summary>
    public static async Task<UnitRunner> CreateAsync(
        EngineContext context,
        DatabaseSession session,
        RunnerLock runner,
        CancellationToken cancellation
    )
    {
        var watcher = await context.OpenAsync(cancellation);
        try
        {
            await runner.EnsureSameServerAsync(watcher, cancellation);
        }
        catch
        {
            await watcher.DisposeAsync();
            throw;
        }

        return new UnitRunner(context, session, watcher, runner);
    }

    public ValueTask DisposeAsync() => _watcher.DisposeAsync();

    /// <summary>Runs the script itself, which locks only what is the migration's own, as often as the deadline allows.</summary>
    public Task<ScriptRun> AskAsync(
        Migration migration,
        Func<Task<ScriptRun>> ask,
        CancellationToken cancellation
    ) => _retry.RunAsync(_session, $"look at {migration.Name}", ask, cancellation);

    /// <summary>Executes one unit. Null if a build lost a deadlock, and the script has to be asked what to do now.</summary>
    public async Task<IReadOnlyList<MigrationStep>?> RunAsync(
        Migration migration,
        MigrationScript script,
        ScriptUnit unit,
        int ordinal,
        CancellationToken cancellation
    )
    {
        using var span = MigrationTelemetry.Source.StartActivity(unit.Message, ActivityKind.Client);
        span?.SetTag("opscenter.script", script.FileName);
        span?.SetTag("db.system.name", "postgresql");
        span?.SetTag("db.collection.name", unit.Table);
        span?.SetTag("opscenter.lock", unit.Lock);
        var started = Stopwatch.GetTimestamp();
        using var notices = new NoticeCollector(_session.Connection, _context.Logger);
        try
        {
            if (unit.IsAlone)
            {
                await AloneAsync(unit, cancellation);
            }
            else
            {
                await _retry.RunAsync(
                    new WantedLock(unit.Message, LockMode.Of(unit.Lock), unit.Tables),
                    () => TransactionAsync(migration, script, unit, cancellation),
                    cancellation
                );
            }
        }
        catch (PostgresException exception)
            when (unit.IsAlone && exception.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            _context.Logger.LogInformation("{Unit}: lost a deadlock, begins again", unit.Message);
            await _session.SetLockTimeoutAsync(_context.Options.LockTimeout, cancellation);
            return null;
        }
        catch (PostgresException exception) when (!ConnectionLoss.IsMeantBy(exception))
        {
            span?.SetStatus(ActivityStatusCode.Error, exception.MessageText);
            throw UnitFailure.Describe(script, unit, ordinal, exception);
        }
        finally
        {
            MigrationTelemetry.UnitDuration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("opscenter.script", script.FileName)
            );
        }

        return [.. notices.Steps, .. unit.Steps.Select(step => step.ToStep())];
    }

    private async Task TransactionAsync(
        Migration migration,
        MigrationScript script,
        ScriptUnit unit,
        CancellationToken cancellation
    )
    {
        await _runner.EnsureHeldAsync(cancellation);
        await _session.BeginAsync(IsolationLevel.ReadCommitted, cancellation);
        try
        {
            // Before the counters are read: from here on nobody else can replace the table's files.
            if (LockMode.Of(unit.Lock).IsStrong)
            {
                await StepInFrontOfMaintenanceAsync(unit, cancellation);
            }

            var created = await CreatedObjects.ReadAsync(_session, migration, cancellation);
            var counters = await WriteCounters.ReadAsync(
                _session,
                await PreservedTables.FindAsync(_session, created, cancellation),
                await Sequences.FindAsync(_session, created, cancellation),
                created,
                cancellation
            );
            await _session.ExecuteAsync(
                """
                select
                    set_config('client_min_messages', 'notice', true),
                    -- No lock is held for the sake of a disk: a crash may take the whole unit back, which the next run resumes.
                    set_config('synchronous_commit', 'off', true)
                """,
                cancellation
            );
            await _session.ExecuteBatchAsync(
                [.. Become(unit, "local "), .. unit.Statements],
                cancellation
            );
            await counters.EnsureUntouchedAsync(
                _session,
                script.FileName,
                cancellation,
                mayRecord: await RecordedRows.AreAllowedAsync(
                    _session,
                    _context.Options,
                    cancellation
                )
            );
            await _session.CommitAsync(cancellation);
        }
        finally
        {
            await _session.RollbackAsync();
        }
    }

    /// <summary>
    /// Waits for VACUUM, ANALYZE and index builds with a lock that keeps neither readers nor writers waiting. Autovacuum gives way only
    /// to somebody who has waited for deadlock_timeout (manual, 25.1.6): a short request for a strong lock never gets past it.
    /// </summary>
    private async Task StepInFrontOfMaintenanceAsync(
        ScriptUnit unit,
        CancellationToken cancellation
    )
    {
        await _session.ExecuteAsync(
            """
            select set_config('lock_timeout', (2 * s.setting::bigint + 1000)::text, true)
            from pg_catalog.pg_settings s
            where s.name = 'deadlock_timeout'
            """,
            cancellation
        );
        await _session.ExecuteAsync(
            $"lock table only {unit.Table} in share update exclusive mode",
            cancellation
        );
        await _session.ExecuteAsync(
            $"set local lock_timeout = {(long)_context.Options.LockTimeout.TotalMilliseconds}",
            cancellation
        );
    }

    // It waits for transactions, not for a strong lock, and nobody waits behind it: it may take its time.
    private async Task AloneAsync(ScriptUnit unit, CancellationToken cancellation)
    {
        await _runner.EnsureHeldAsync(cancellation);
        await _session.SetLockTimeoutAsync(_context.Options.LockDeadline, cancellation);
        await using (new IndexBuildWatch(_context, _watcher, _session.Connection.ProcessID, unit))
        {
            await AsItsRoleAsync(
                unit,
                () => _session.ExecuteAsync(unit.Statements[0], cancellation),
                cancellation
            );
        }

        await _session.SetLockTimeoutAsync(_context.Options.LockTimeout, cancellation);
    }

    /// <summary>Outside of a transaction the role lasts: it is given back, also after an error.</summary>
    private async Task AsItsRoleAsync(
        ScriptUnit unit,
        Func<Task> work,
        CancellationToken cancellation
    )
    {
        if (unit.Role is null)
        {
            await work();
            return;
        }

        var own = await _session.ScalarAsync<string>(
            "select pg_catalog.current_setting('role')",
            cancellation
        );
        await _session.ExecuteBatchAsync(Become(unit, ""), cancellation);
        try
        {
            await work();
        }
        finally
        {
            if (_session.Connection.FullState == ConnectionState.Open)
            {
                await _session.ExecuteAsync(
                    "select pg_catalog.set_config('role', $1, false)",
                    CancellationToken.None,
                    own
                );
            }
        }
    }

    private static string[] Become(ScriptUnit unit, string scope) =>
        unit.Role is null ? [] : [$"set {scope}role {SqlName.Role(unit.Role)}"];
}
