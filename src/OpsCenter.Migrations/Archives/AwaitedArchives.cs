using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Which archives wait for the rows of which other ones, by foreign keys.</summary>
internal sealed class AwaitedArchives(DatabaseSession session)
{
    private const string Referenced = """
        select rn.nspname::text, r.relname::text
        from pg_constraint k
        join pg_class t on t.oid = k.conrelid
        join pg_namespace n on n.oid = t.relnamespace
        join pg_class r on r.oid = k.confrelid
        join pg_namespace rn on rn.oid = r.relnamespace
        where k.contype = 'f' and n.nspname = $1 and t.relname = $2 and k.conname = $3
        """;

    private readonly Dictionary<long, ArchiveEntry> _awaited = [];

    /// <summary>Remembers for what an archive waits that violates a foreign key.</summary>
    /// <param name="archive">The archive, which was tried alone.</param>
    /// <param name="open">The archives that can be restored and are not yet.</param>
    /// <param name="exception">What the server said.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>That in words; null if no open archive has rows of the table to which the key refers.</returns>
    public async Task<string?> NoteAsync(
        ArchiveEntry archive,
        IReadOnlyList<ArchiveEntry> open,
        PostgresException exception,
        CancellationToken cancellation
    )
    {
        _awaited.Remove(archive.Id);
        if (
            exception.SqlState != PostgresErrorCodes.ForeignKeyViolation
            || await session.QueryAsync(
                Referenced,
                row => (Schema: row.GetString(0), Name: row.GetString(1)),
                cancellation,
                exception.SchemaName ?? "",
                exception.TableName ?? "",
                exception.ConstraintName ?? ""
            )
                is not [var table]
            || table == (archive.Schema, archive.Name)
            || open.FirstOrDefault(other =>
                (other.Schema, other.Name) == table || other.Root == table
            )
                is not { } awaited
        )
        {
            return null;
        }

        _awaited[archive.Id] = awaited;
        return FormattableString.Invariant(
            $"it waits for archive {awaited.Id} of {SqlName.Table(awaited.Schema, awaited.Name)}, to which a foreign key refers"
        );
    }

    /// <summary>Those of the archives that wait for nothing but each other: together they can be restored.</summary>
    public List<ArchiveEntry> Circle(IReadOnlyList<ArchiveEntry> archives)
    {
        var circle = archives
            // Values of a column are put into rows that are there.
            .Where(archive => archive.Kind != LossKind.Columns && _awaited.ContainsKey(archive.Id))
            .ToList();
        while (circle.RemoveAll(archive => !circle.Contains(_awaited[archive.Id])) > 0) { }

        return circle;
    }
}
