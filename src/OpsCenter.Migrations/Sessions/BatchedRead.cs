using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>One of several queries that share a round trip, and where its rows go.</summary>
internal abstract class BatchedRead(SessionQuery query)
{
    public SessionQuery Query { get; } = query;

    public abstract void Add(NpgsqlDataReader row);
}
