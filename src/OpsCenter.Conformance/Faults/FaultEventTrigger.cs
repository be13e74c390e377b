using System.Globalization;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Faults;

/// <summary>
/// An event trigger that injects a fault at the n-th DDL command of a session with certain start-up settings. It counts
/// with a sequence, because a subtransaction that is rolled back would also roll back a setting. Disposal removes it.
/// </summary>
internal sealed class FaultEventTrigger : IAsyncDisposable
{
    private const string Install = """
        create schema conformance_faults;
        grant usage on schema conformance_faults to public;
        create sequence conformance_faults.seen;
        create sequence conformance_faults.gate;
        grant all on all sequences in schema conformance_faults to public;
        create function conformance_faults.inject() returns event_trigger language plpgsql as $$
        declare
            kind text := pg_catalog.current_setting('conformance.fault', true);
        begin
            -- To count assigns a transaction id, after which the server refuses to drop an index concurrently.
            if coalesce(kind, '') = ''
                or pg_catalog.current_query() operator(pg_catalog.~*) '^\s*drop\s+index\s+concurrently'
                or pg_catalog.nextval('conformance_faults.seen')
                    is distinct from pg_catalog.current_setting('conformance.fault_at')::bigint
            then
                return;
            elsif kind = 'Error' then
                raise exception 'could not extend file: No space left on device (made by the harness)' using errcode = '22000';
            elsif kind = 'Kill' then
                perform pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
                perform pg_catalog.pg_sleep(5);
            elsif kind = 'Hold' then
                while not (select is_called from conformance_faults.gate) loop
                    perform pg_catalog.pg_sleep(0.005);
                end loop;
            end if;
        end
        $$;
        create event trigger conformance_faults on ddl_command_start execute function conformance_faults.inject();
        """;

    private readonly ScratchDatabase _database;

    private FaultEventTrigger(ScratchDatabase database) => _database = database;

    public static async Task<FaultEventTrigger> InstallAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        await database.ExecuteUnnoticedAsync(Install, cancellation);
        return new FaultEventTrigger(database);
    }

    /// <summary>Runs the script once and counts its DDL commands.</summary>
    public static async Task<int> CountAsync(
        ScratchDatabase database,
        SqlScript script,
        CancellationToken cancellation
    )
    {
        await using var trigger = await InstallAsync(database, cancellation);
        await ScriptRunner.RunAsync(
            database.ConnectionString,
            script,
            Options(FaultAction.Count, 0),
            cancellation
        );
        return await trigger.SeenAsync(cancellation);
    }

    /// <summary>The options for a run with a fault at a DDL command.</summary>
    public static ScriptRunOptions Options(FaultAction action, int number) =>
        new()
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conformance.fault"] = action.ToString(),
                ["conformance.fault_at"] = number.ToString(CultureInfo.InvariantCulture),
            },
        };

    /// <summary>The number of DDL commands so far.</summary>
    public async Task<int> SeenAsync(CancellationToken cancellation) =>
        (int)
            await _database.ScalarAsync<long>(
                "select case when is_called then last_value else 0 end from conformance_faults.seen",
                cancellation
            );

    /// <summary>Releases a held session.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) =>
        _database.ExecuteAsync("select nextval('conformance_faults.gate')", cancellation);

    public async ValueTask DisposeAsync() =>
        await _database.ExecuteUnnoticedAsync(
            "drop event trigger if exists conformance_faults; drop schema if exists conformance_faults cascade"
        );
}
