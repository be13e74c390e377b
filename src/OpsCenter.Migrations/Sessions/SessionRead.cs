using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>One of several queries that share a round trip. It has its rows when that is made, and none before.</summary>
internal sealed class SessionRead<T>(SessionQuery query, Func<NpgsqlDataReader, T> map)
    : BatchedRead(query)
{
    public List<T> Rows { get; } = [];

    public override void Add(NpgsqlDataReader row) => Rows.Add(map(row));
}
