using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Online;

/// <summary>While an index is built, tells from another session how far it is, and who it waits for (manual, 27.4.4).</summary>
internal sealed class IndexBuildWatch : IAsyncDisposable
{
    private const string Sql = """
        select p.phase,
            case when p.blocks_total > 0 then 100.0 * p.blocks_done / p.blocks_total end::float8,
            nullif(p.current_locker_pid, 0)::int,
            (
                select array[coalesce(a.application_name, ''), coalesce(a.usename::text, ''), coalesce(a.query, '')]
                from pg_catalog.pg_stat_activity a
                where a.pid = p.current_locker_pid)
        from pg_catalog.pg_stat_progress_create_index p
        where p.pid = $1
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly EngineContext _context;
    private readonly DatabaseSession _watcher;
    private readonly ScriptUnit _unit;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _watching;
    private string _told = "";

    public IndexBuildWatch(
        EngineContext context,
        DatabaseSession watcher,
        int builder,
        ScriptUnit unit
    )
    {
        _context = context;
        _watcher = watcher;
        _unit = unit;
        _watching = unit.Index is null ? Task.CompletedTask : WatchAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _ended.Dispose();
    }

    private async Task WatchAsync(int builder)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _context.Clock, _ended.Token);
                var seen = await _watcher.QueryAsync(Sql, Describe, _ended.Token, builder);
                foreach (var look in seen)
                {
                    Tell(look);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The build has ended.
        }
        catch (NpgsqlException)
        {
            // Who only watches must not fail the build; if the server is gone, the build itself says so.
        }
    }

    /// <summary>Every phase once, and then every tenth of it.</summary>
    private void Tell(Look look)
    {
        var told = $"{look.Phase} {(int)((look.Percent ?? 0) / 10)} {look.Locker}";
        if (told == _told)
        {
            return;
        }

        _told = told;
        var message = $"     {_unit.Message}: {look.Phase}";
        if (look.Percent is { } percent)
        {
            message += string.Create(CultureInfo.InvariantCulture, $", {percent:0} %");
        }

        _context.TellState(
            look.Locker is null ? message : $"{message}, for {look.Locker}",
            look.Percent
        );
    }

    private static Look Describe(NpgsqlDataReader row)
    {
        Blocker? locker = null;
        if (
            !row.IsDBNull(2)
            && !row.IsDBNull(3)
            && row.GetFieldValue<string[]>(3) is [var application, var user, var query]
        )
        {
            locker = new Blocker(
                row.GetInt32(2),
                application,
                user,
                null,
                null,
                query.Length == 0 ? null : QueryText.Redact(query)
            );
        }

        return new Look(
            row.IsDBNull(0) ? "at work" : row.GetString(0),
            row.IsDBNull(1) ? null : row.GetDouble(1),
            locker
        );
    }

    private sealed record Look(string Phase, double? Percent, Blocker? Locker);
}
