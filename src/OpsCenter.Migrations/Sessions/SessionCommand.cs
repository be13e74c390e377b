using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>A statement that shares a round trip with queries, and whose rows nobody wants.</summary>
internal sealed class SessionCommand(string sql, params object[] arguments)
    : BatchedRead(new SessionQuery(sql, arguments))
{
    public override bool HasResult { get; } = sql.StartsWith("select ", StringComparison.Ordinal);

    public override void Add(NpgsqlDataReader row) { }
}
