using System.Globalization;
using Npgsql;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>Brings archived data back, in an open transaction. It overwrites nothing.</summary>
internal sealed class ArchiveReader(DatabaseSession session)
{
    private const string Savepoint = "opscenter_restore";

    /// <summary>Restores archives. A table that refers to another one comes after it.</summary>
    public async Task<IReadOnlyList<RestoredData>> RestoreAsync(
        IReadOnlyList<ArchiveEntry> archives,
        CancellationToken cancellation
    )
    {
        var open = archives.ToList();
        var done = new List<RestoredData>();
        while (open.Count > 0)
        {
            var before = open.Count;
            var obstacles = new List<RestoredData>();
            foreach (var archive in open.ToList())
            {
                var result = await TryAsync(archive, cancellation);
                if (result.Obstacle is null)
                {
                    done.Add(result);
                    open.Remove(archive);
                }
                else
                {
                    obstacles.Add(result);
                }
            }

            if (open.Count == before)
            {
                done.AddRange(obstacles);
                break;
            }
        }

        return [.. done.OrderBy(result => result.Id)];
    }

    private async Task<RestoredData> TryAsync(ArchiveEntry archive, CancellationToken cancellation)
    {
        var name = SqlName.Table(archive.Schema, archive.Name);
        var table = await TableShape.FindAsync(session, archive.Schema, archive.Name, cancellation);
        if (table is null)
        {
            return new RestoredData(archive.Id, name, 0, 0, "the table is not there");
        }

        await session.ExecuteAsync($"savepoint {Savepoint}", cancellation);
        try
        {
            var restored =
                archive.Kind == LossKind.Columns
                    ? await FillAsync(archive, table, cancellation)
                    : await InsertAsync(archive, table, cancellation);
            await AdvanceSequencesAsync(table, cancellation);
            await session.ExecuteAsync(
                "update opscenter_migrations.archive set restored_at = clock_timestamp() where id = $1",
                cancellation,
                archive.Id
            );
            return new RestoredData(
                archive.Id,
                name,
                restored,
                archive.Rows - restored,
                Obstacle: null
            );
        }
        catch (ArchiveObstacleException obstacle)
        {
            await session.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
            return new RestoredData(archive.Id, name, 0, 0, obstacle.Message);
        }
        catch (PostgresException exception)
            when (exception.SqlState.StartsWith("22", StringComparison.Ordinal)
                || exception.SqlState.StartsWith("23", StringComparison.Ordinal)
                || exception.SqlState.StartsWith("42", StringComparison.Ordinal)
            )
        {
            await session.ExecuteAsync($"rollback to savepoint {Savepoint}", cancellation);
            return new RestoredData(archive.Id, name, 0, 0, exception.MessageText);
        }
    }

    private async Task<long> InsertAsync(
        ArchiveEntry archive,
        TableShape table,
        CancellationToken cancellation
    )
    {
        var columns = Common(table, [.. archive.Key, .. archive.Values]);
        if (table.Key.Count == 0 && await HasRowsAsync(table, cancellation))
        {
            throw new ArchiveObstacleException(
                "the table has rows and no key, so that nothing tells which of them are archived ones"
            );
        }

        var names = string.Join(", ", columns.Select(column => SqlName.Role(column.Name)));
        return await CountedAsync(
            $"insert into {table.Quoted} ({names}) overriding system value select {string.Join(", ", columns.Select(Value))} from {archive.Archive} a "
                + "on conflict do nothing",
            cancellation
        );
    }

    /// <summary>Fills a value in where the row has none, or has what all rows got that were there before the column.</summary>
    private async Task<long> FillAsync(
        ArchiveEntry archive,
        TableShape table,
        CancellationToken cancellation
    )
    {
        var values = Common(table, archive.Values);
        if (values.Count < archive.Values.Count)
        {
            throw new ArchiveObstacleException(
                $"the table has no column {archive.Values.First(name => values.TrueForAll(column => column.Name != name))}"
            );
        }

        var key = string.Join(
            " and ",
            archive.Key.Select(name =>
                $"t.{SqlName.Role(name)}::text = a.{SqlName.Role(name)}::text"
            )
        );
        var set = string.Join(
            ", ",
            values.Select(column =>
                $"{SqlName.Role(column.Name)} = case when {Untouched(column)} then {Value(column)} else t.{SqlName.Role(column.Name)} end"
            )
        );
        return await CountedAsync(
            $"update {table.Quoted} t set {set} from {archive.Archive} a where {key} and ({string.Join(" or ", values.Select(Untouched))})",
            cancellation
        );
    }

    private static string Untouched(ColumnShape column)
    {
        // The cast to text may write another text than the type's output does: true for t.
        var name = $"t.{SqlName.Role(column.Name)}";
        return column.Missing is { } missing
            ? $"({name} is null or {name}::text = {Literal(missing)}::{column.Type}::text)"
            : $"{name} is null";
    }

    /// <summary>The archive keeps a type that a script may drop as text.</summary>
    private static string Value(ColumnShape column) =>
        $"a.{SqlName.Role(column.Name)}::text::{column.Type}";

    private static string Literal(string text) =>
        // The same whatever standard_conforming_strings is: the text is the table owner's.
        $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static List<ColumnShape> Common(TableShape table, IReadOnlyList<string> names) =>
        [
            .. table.Columns.Where(column =>
                !column.IsGenerated && names.Contains(column.Name, StringComparer.Ordinal)
            ),
        ];

    private Task<bool> HasRowsAsync(TableShape table, CancellationToken cancellation) =>
        session.ScalarAsync<bool>($"select exists (select from {table.Quoted})", cancellation);

    private async Task<long> CountedAsync(string statement, CancellationToken cancellation) =>
        await session.ScalarAsync<long>(
            $"with done as ({statement} returning 1) select count(*) from done",
            cancellation
        );

    /// <summary>A sequence that was made anew begins at 1, below the rows that came back.</summary>
    private async Task AdvanceSequencesAsync(TableShape table, CancellationToken cancellation)
    {
        foreach (var column in table.Columns)
        {
            var sequences = await session.QueryAsync(
                "select s.name from pg_get_serial_sequence($1, $2) as s (name) where s.name is not null",
                row => row.GetString(0),
                cancellation,
                table.Quoted,
                column.Name
            );
            foreach (var sequence in sequences)
            {
                await session.ExecuteAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        select setval('{sequence.Replace(
                            "'",
                            "''",
                            StringComparison.Ordinal
                        )}', m.highest)
                        from (select max({SqlName.Role(
                            column.Name
                        )})::bigint as highest from {table.Quoted}) m, {sequence} s
                        where m.highest is not null and (m.highest > s.last_value or not s.is_called)
                            and m.highest >= (select q.seqmin from pg_sequence q where q.seqrelid = '{sequence.Replace(
                            "'",
                            "''",
                            StringComparison.Ordinal
                        )}'::regclass)
                        """
                    ),
                    cancellation
                );
            }
        }
    }
}
