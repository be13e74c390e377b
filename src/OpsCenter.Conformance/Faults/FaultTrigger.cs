using System.Globalization;
using OpsCenter.Conformance.Convergence;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Faults;

/// <summary>
/// An event trigger that strikes a session with certain start-up settings at its n-th DDL command. It counts with a sequence: a
/// setting would go back with a subtransaction. Disposing it removes all of it.
/// </summary>
internal sealed class FaultTrigger : IAsyncDisposable
{
    private const string Install = """
        create schema conformance_faults;
        grant usage on schema conformance_faults to public;
        create sequence conformance_faults.seen;
        create sequence conformance_faults.gate;
        grant all on all sequences in schema conformance_faults to public;
        create function conformance_faults.strike() returns event_trigger language plpgsql as $$
        declare
            kind text := pg_catalog.current_setting('conformance.fault', true);
        begin
            if coalesce(kind, '') = ''
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
        create event trigger conformance_faults on ddl_command_start execute function conformance_faults.strike();
        """;

    private readonly ScratchDatabase _database;

    private FaultTrigger(ScratchDatabase database) => _database = database;

    public static async Task<FaultTrigger> InstallAsync(
        ScratchDatabase database,
        CancellationToken cancellation
    )
    {
        await database.ExecuteAsync(Install, cancellation);
        return new FaultTrigger(database);
    }

    /// <summary>How many DDL commands an undisturbed run executes.</summary>
    public static async Task<int> CountAsync(Course course, CancellationToken cancellation)
    {
        await using var database = await course.CreateAsync(cancellation);
        await using var trigger = await InstallAsync(database, cancellation);
        await course.RunAsync(database, Options(FaultKind.Count, 0), cancellation);
        return await trigger.SeenAsync(cancellation);
    }

    /// <summary>How to run a script that is struck.</summary>
    public static ScriptRunOptions Options(FaultKind kind, int at) =>
        new()
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["conformance.fault"] = kind.ToString(),
                ["conformance.fault_at"] = at.ToString(CultureInfo.InvariantCulture),
            },
        };

    /// <summary>How many DDL commands were seen.</summary>
    public async Task<int> SeenAsync(CancellationToken cancellation) =>
        (int)
            await _database.ScalarAsync<long>(
                "select case when is_called then last_value else 0 end from conformance_faults.seen",
                cancellation
            );

    /// <summary>Lets a held session go on.</summary>
    public Task OpenAsync(CancellationToken cancellation) =>
        _database.ExecuteAsync("select nextval('conformance_faults.gate')", cancellation);

    public async ValueTask DisposeAsync() =>
        await _database.ExecuteAsync(
            "drop event trigger if exists conformance_faults; drop schema if exists conformance_faults cascade"
        );
}
