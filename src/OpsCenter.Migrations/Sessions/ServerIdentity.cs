using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Sessions;

/// <summary>Which server a session reached: two names, or one name twice, may lead to different ones.</summary>
/// <param name="Started">When it started, to the microsecond.</param>
/// <param name="IsStandby">Whether it is in recovery.</param>
/// <param name="System">The system identifier, which a standby and a copy share; null where the role may not see it.</param>
/// <param name="Timeline">The timeline, which a promotion changes; null where the role may not see it.</param>
internal sealed record ServerIdentity(string Started, bool IsStandby, long? System, int? Timeline)
{
    // Sessions may differ in their time zone and in how they write a time.
    private const string Visible =
        "select pg_catalog.to_char(pg_catalog.pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US \"UTC\"'), pg_catalog.pg_is_in_recovery()";

    private const string Sql =
        Visible
        + ", (select s.system_identifier from pg_catalog.pg_control_system() as s)"
        + ", (select c.timeline_id from pg_catalog.pg_control_checkpoint() as c)";

    public static async Task<ServerIdentity> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var whole = await session.LookAsync(
            Sql,
            row => new ServerIdentity(
                row.GetString(0),
                row.GetBoolean(1),
                row.GetInt64(2),
                row.GetInt32(3)
            ),
            cancellation
        );
        return whole?[0]
            ?? (
                await session.QueryAsync(
                    Visible,
                    row => new ServerIdentity(row.GetString(0), row.GetBoolean(1), null, null),
                    cancellation
                )
            )[0];
    }

    /// <summary>Refuses two sessions of a run that reached different servers, or a standby.</summary>
    /// <exception cref="SeveralServersException">They did.</exception>
    public static void EnsureSame(ServerIdentity one, ServerIdentity two)
    {
        if (one != two)
        {
            throw new SeveralServersException(
                $"Two sessions of this run reached different servers: {one}, and {two}. The lock that keeps other runners out would be on one, "
                    + "the work on the other. Nothing was touched by this run."
            );
        }
    }

    public override string ToString() =>
        $"one that started at {Started}{(IsStandby ? ", a standby" : "")}{(System is null ? "" : $", system {System}, timeline {Timeline}")}";
}
