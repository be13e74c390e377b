using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// What relations have beside their rows: columns, keys, indexes, grants, comments, policies, memberships in publications. Comparing before
/// with after tells what a replacement did not bring back.
/// </summary>
/// <param name="Lines">The properties of each relation, by its title.</param>
internal sealed record RelationProperties(ILookup<string, string> Lines)
{
    /// <summary>Of relations by their oids.</summary>
    public static async Task<RelationProperties> ReadAsync(
        DatabaseSession session,
        IEnumerable<uint> oids,
        CancellationToken cancellation
    )
    {
        var lines = await session.QueryAsync(
            RelationPropertiesSql.For(session.ServerMajor),
            row => (Title: row.GetString(0), Property: row.GetString(1)),
            cancellation,
            oids.Select(oid => (long)oid).ToArray()
        );
        return new RelationProperties(
            lines.ToLookup(line => line.Title, line => line.Property, StringComparer.Ordinal)
        );
    }

    /// <summary>The oids of the relations of these names that there are now.</summary>
    public static Task<List<uint>> FindAsync(
        DatabaseSession session,
        IReadOnlyList<(string Schema, string Name)> names,
        CancellationToken cancellation
    ) =>
        session.QueryAsync(
            """
            select c.oid
            from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) as wanted (schema, name)
            join pg_catalog.pg_namespace n on n.nspname = wanted.schema
            join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = wanted.name
            """,
            row => row.GetFieldValue<uint>(0),
            cancellation,
            names.Select(name => name.Schema).ToArray(),
            names.Select(name => name.Name).ToArray()
        );

    /// <summary>A line for each property that is there no longer or is new.</summary>
    public IEnumerable<string> Differences(RelationProperties after)
    {
        foreach (var title in Lines.Select(group => group.Key).Order(StringComparer.Ordinal))
        {
            if (!after.Lines.Contains(title))
            {
                yield return $"{title} is gone: the file has no relation of this name.";
                continue;
            }

            foreach (var lost in Lines[title].Except(after.Lines[title], StringComparer.Ordinal))
            {
                yield return $"{title} no longer has: {lost}";
            }

            foreach (var gained in after.Lines[title].Except(Lines[title], StringComparer.Ordinal))
            {
                yield return $"{title} now has: {gained}";
            }
        }
    }
}
