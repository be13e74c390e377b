using Npgsql;

namespace OpsCenter.Migrations.Sessions;

/// <summary>One of several queries that share a round trip, and where its rows go.</summary>
internal abstract class BatchedRead(SessionQuery query)
{
    public SessionQuery Query { get; } = query;

    /// <summary>Whether the server describes rows for it, if only none.</summary>
    public virtual bool HasResult => true;

    public abstract void Add(NpgsqlDataReader row);
}
