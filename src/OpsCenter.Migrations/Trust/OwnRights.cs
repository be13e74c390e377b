using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Trust;

/// <summary>
/// Takes away what default privileges give to other roles on schemas and tables of ours that the open transaction has created: who may
/// write the record decides what a rollback drops, and an archive has rows that its reader may not be allowed to see. What an owner
/// grants later stays.
/// </summary>
internal static class OwnRights
{
    /// <summary>One statement, for the end of the transaction. Only pg_catalog may be searched.</summary>
    public static string Statement { get; } = EmbeddedSql.Read("Trust/own_rights.sql");

    public static Task KeepAsync(DatabaseSession session, CancellationToken cancellation) =>
        session.ExecuteAsync(Statement, cancellation);
}
