using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Archives;

/// <summary>A sequence that was made anew begins at 1, below the rows that came back.</summary>
internal static class SequencePositions
{
    /// <summary>Moves the sequences of a table behind its rows.</summary>
    public static async Task AdvanceAsync(
        DatabaseSession session,
        TableShape table,
        CancellationToken cancellation
    )
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
                    $"""
                        select setval($1::regclass, m.highest)
                        from (select max({SqlName.Role(
                            column.Name
                        )})::bigint as highest from {table.Quoted}) m, {sequence} s
                        where m.highest is not null and (m.highest > s.last_value or not s.is_called)
                            and m.highest >= (select q.seqmin from pg_sequence q where q.seqrelid = $1::regclass)
                        """,
                    cancellation,
                    sequence
                );
            }
        }
    }
}
