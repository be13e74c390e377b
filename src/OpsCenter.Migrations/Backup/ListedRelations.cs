using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Finds the relations of a database that the lines of a backup's contents mean. A line has schema, name and owner with blanks between them;
/// names may have blanks, too, so that several relations can begin it.
/// </summary>
internal sealed class ListedRelations
{
    private const string Present = """
        select c.oid, n.nspname || ' ' || c.relname || ' ', pg_catalog.format('%I.%I', n.nspname, c.relname)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and c.relpersistence <> 't'
            and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
        """;

    private readonly ILookup<string, (uint Oid, string Title)> _relations;
    private readonly HashSet<string> _roles;

    private ListedRelations(
        ILookup<string, (uint Oid, string Title)> relations,
        HashSet<string> roles
    )
    {
        _relations = relations;
        _roles = roles;
    }

    public static async Task<ListedRelations> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation
    )
    {
        var relations = await session.QueryAsync(
            Present,
            row =>
                (
                    Begin: ContentsEntry.Listed(row.GetString(1)),
                    Relation: (row.GetFieldValue<uint>(0), row.GetString(2))
                ),
            cancellation
        );
        var roles = await session.QueryAsync(
            "select rolname::text from pg_catalog.pg_roles where pg_catalog.strpos(pg_catalog.translate(rolname, E'\\n\\r', '  '), ' ') > 0",
            row => ContentsEntry.Listed(row.GetString(0)),
            cancellation
        );
        return new ListedRelations(
            relations.ToLookup(
                relation => relation.Begin,
                relation => relation.Relation,
                StringComparer.Ordinal
            ),
            roles.ToHashSet(StringComparer.Ordinal)
        );
    }

    /// <summary>The oids of those that are there.</summary>
    /// <param name="lines">The oid of each relation in the dumped database, and schema, name and owner.</param>
    /// <exception cref="RestoreRefusedException">A line may mean more than one.</exception>
    public IReadOnlyList<uint> Find(IEnumerable<(uint Oid, string Name)> lines) =>
        [.. lines.Select(Find).OfType<uint>().Distinct()];

    private uint? Find((uint Oid, string Name) line)
    {
        var candidates = Candidates(line.Name).ToList();
        if (candidates.Exists(candidate => candidate.Oid == line.Oid))
        {
            return line.Oid;
        }

        candidates = candidates.FindAll(candidate => IsOwner(candidate.Owner));
        return candidates.Count switch
        {
            0 => null,
            1 => candidates[0].Oid,
            _ => throw Ambiguous(line.Name, candidates.Select(candidate => candidate.Title)),
        };
    }

    /// <summary>The relations whose schema and name begin a line, with what is left of the line: the owner.</summary>
    private IEnumerable<(uint Oid, string Title, string Owner)> Candidates(string line)
    {
        for (
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            blank >= 0;
            blank = line.IndexOf(' ', blank + 1)
        )
        {
            foreach (var (oid, title) in _relations[line[..(blank + 1)]])
            {
                yield return (oid, title, line[(blank + 1)..]);
            }
        }
    }

    /// <summary>A role of another server, which is not here, has hardly a blank in its name.</summary>
    private bool IsOwner(string text) =>
        !text.Contains(' ', StringComparison.Ordinal) || _roles.Contains(text);

    private static RestoreRefusedException Ambiguous(string line, IEnumerable<string> titles) =>
        new(
            $"\"{line}\" in the backup's contents (schema, table, owner) can mean several tables that are there: "
                + $"{string.Join(", ", titles.Order(StringComparer.Ordinal))}. Nothing was touched.",
            "Restore beside it, and copy from there what is needed: --into <new database>."
        );
}
