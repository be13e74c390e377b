using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>The memberships of tables in publications: a table that is dropped loses them, and a backup does not hold them.</summary>
internal sealed class Publications
{
    private readonly List<(string Publication, string Title, string Statement)> _memberships;

    private Publications(List<(string, string, string)> memberships) => _memberships = memberships;

    public static async Task<Publications> ReadAsync(
        DatabaseSession session,
        IEnumerable<ReplacedRelation> dropped,
        CancellationToken cancellation
    ) =>
        new(
            await session.QueryAsync(
                $"""
                select p.pubname::text, pg_catalog.format('%I.%I', n.nspname, c.relname),
                    pg_catalog.format('alter publication %I add table only %I.%I%s%s', p.pubname, n.nspname, c.relname
                        {RelationPropertiesSql.FilterArguments(session.ServerMajor)})
                from pg_catalog.pg_publication_rel r
                join pg_catalog.pg_publication p on p.oid = r.prpubid
                join pg_catalog.pg_class c on c.oid = r.prrelid
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.oid = any ($1::pg_catalog.oid[])
                order by 1, 2
                """,
                row => (row.GetString(0), row.GetString(1), row.GetString(2)),
                cancellation,
                dropped.Select(relation => (long)relation.Oid).ToArray()
            )
        );

    /// <summary>The publications that will send the rows of these schemas' new tables, because they publish whatever there is.</summary>
    public static Task<List<string>> OfEverythingAsync(
        DatabaseSession session,
        IEnumerable<string> schemas,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            $"""
            select p.pubname::text
            from pg_catalog.pg_publication p
            where p.pubinsert and (p.puballtables{(
                session.ServerMajor < 15
                    ? ""
                    : """
                     or exists (
                        select from pg_catalog.pg_publication_namespace m
                        join pg_catalog.pg_namespace n on n.oid = m.pnnspid
                        where m.pnpubid = p.oid and n.nspname = any ($1::text[]))
                    """
            )}) and $1::text[] is not null
            order by 1
            """,
            row => row.GetString(0),
            cancellation,
            // One argument, not one for each name.
            (object)schemas.ToArray()
        );

    /// <summary>Makes the tables that there are again members again, and returns what the operator has to know or do.</summary>
    public async Task<IReadOnlyList<string>> RestoreAsync(
        DatabaseSession session,
        RelationProperties after,
        CancellationToken cancellation
    )
    {
        var notes = new List<string>();
        foreach (var membership in _memberships.Where(m => after.Lines.Contains(m.Title)))
        {
            await session.ExecuteAsync("savepoint opscenter_publication", cancellation);
            try
            {
                await session.ExecuteAsync(membership.Statement, cancellation);
                notes.Add(
                    $"{membership.Title} is in publication {membership.Publication} again. The restored rows are not sent: its subscribers keep "
                        + "the rows that they have."
                );
            }
            catch (PostgresException exception)
                when (exception.SqlState != PostgresErrorCodes.LockNotAvailable)
            {
                await session.ExecuteAsync(
                    "rollback to savepoint opscenter_publication",
                    cancellation
                );
                notes.Add(
                    $"{membership.Title} could not be added to publication {membership.Publication} again ({exception.MessageText}): its subscribers "
                        + $"get nothing more of it. The owner of the publication runs: {membership.Statement};"
                );
            }
        }

        return notes;
    }
}
