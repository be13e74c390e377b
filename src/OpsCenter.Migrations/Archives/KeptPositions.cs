using System.Globalization;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Trust;

namespace OpsCenter.Migrations.Archives;

/// <summary>
/// The positions of sequences that a down script drops or sets back. A number that was given out must not be given out again when the
/// migration is applied anew.
/// </summary>
/// <param name="context">The clock, and whom to tell.</param>
/// <param name="session">The session.</param>
/// <param name="source">The name of the folder in the journal.</param>
internal sealed class KeptPositions(EngineContext context, DatabaseSession session, string source)
{
    private const string Positions = """
        select c.oid::bigint, n.nspname::text, c.relname::text, s.seqincrement > 0,
            case when has_sequence_privilege(c.oid, 'USAGE, SELECT') then pg_sequence_last_value(c.oid) end
        from pg_sequence s
        join pg_class c on c.oid = s.seqrelid
        join pg_namespace n on n.oid = c.relnamespace
        where c.relpersistence <> 't' and n.nspname !~ '^opscenter'
        """;

    private const string Create = """
        create table if not exists opscenter_migrations.sequence (
            id bigint generated always as identity primary key,
            source text not null,
            version text not null,
            sequence_schema text not null,
            sequence_name text not null,
            last_value bigint not null,
            archived_at timestamptz not null,
            restored_at timestamptz
        )
        """;

    private readonly List<SequencePosition> _lost = [];

    /// <summary>The positions of all sequences that gave out a number, by OID.</summary>
    public async Task<IReadOnlyDictionary<long, SequencePosition>> ReadAsync(
        CancellationToken cancellation
    ) =>
        (
            await session.QueryAsync(
                Positions,
                row => new SequencePosition(
                    row.GetInt64(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetBoolean(3),
                    row.IsDBNull(4) ? null : row.GetInt64(4)
                ),
                cancellation
            )
        ).ToDictionary(position => position.Oid);

    /// <summary>Notes which positions a trial of the script lost, as they are after it was undone.</summary>
    /// <param name="before">The positions before it: some statements set one whatever the transaction becomes.</param>
    /// <param name="after">Those after it.</param>
    /// <param name="now">Those after it was undone.</param>
    public void Note(
        IReadOnlyDictionary<long, SequencePosition> before,
        IReadOnlyDictionary<long, SequencePosition> after,
        IReadOnlyDictionary<long, SequencePosition> now
    )
    {
        _lost.Clear();
        _lost.AddRange(
            before
                .Values.Where(position => position.IsBeyond(after.GetValueOrDefault(position.Oid)))
                .Select(position =>
                    now.GetValueOrDefault(position.Oid) is { } current && current.IsBeyond(position)
                        ? current
                        : position
                )
        );
    }

    /// <summary>Records them, in the transaction of the script.</summary>
    public async Task KeepAsync(string version, CancellationToken cancellation)
    {
        if (_lost.Count == 0)
        {
            return;
        }

        await session.ExecuteBatchAsync([Create, OwnRights.Statement], cancellation);
        await session.ExecuteAsync(
            """
            insert into opscenter_migrations.sequence (source, version, sequence_schema, sequence_name, last_value, archived_at)
            select $1, $2, u.schema_name, u.name, u.position, $6
            from unnest($3::text[], $4::text[], $5::bigint[]) as u (schema_name, name, position)
            """,
            cancellation,
            source,
            version,
            _lost.Select(position => position.Schema).ToArray(),
            _lost.Select(position => position.Name).ToArray(),
            _lost.Select(position => position.Value!.Value).ToArray(),
            context.Clock.GetUtcNow()
        );
        foreach (var position in _lost)
        {
            context.Tell(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"keeps the position of sequence {position.Title}: {position.Value}"
                )
            );
        }
    }

    /// <summary>Moves sequences to where they were, never back, after migrations were applied again.</summary>
    /// <param name="applied">The versions that are applied.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RestoreAsync(IEnumerable<string> applied, CancellationToken cancellation)
    {
        if (
            !await session.ScalarAsync<bool>(
                "select to_regclass('opscenter_migrations.sequence') is not null",
                cancellation
            )
        )
        {
            return;
        }

        var kept = await session.QueryAsync(
            """
            select k.id, c.oid::bigint, k.sequence_schema, k.sequence_name, s.seqincrement > 0, k.last_value
            from opscenter_migrations.sequence k
            join pg_namespace n on n.nspname = k.sequence_schema
            join pg_class c on c.relnamespace = n.oid and c.relname = k.sequence_name
            join pg_sequence s on s.seqrelid = c.oid and k.last_value between s.seqmin and s.seqmax
            where k.source = $1 and k.version = any ($2) and k.restored_at is null
            order by k.id
            """,
            row =>
                (
                    Id: row.GetInt64(0),
                    Position: new SequencePosition(
                        row.GetInt64(1),
                        row.GetString(2),
                        row.GetString(3),
                        row.GetBoolean(4),
                        row.GetInt64(5)
                    )
                ),
            cancellation,
            source,
            applied.ToArray()
        );
        foreach (var (id, position) in kept)
        {
            var current = (await ReadAsync(cancellation)).GetValueOrDefault(position.Oid);
            if (position.IsBeyond(current))
            {
                await session.ExecuteAsync(
                    "select setval($1::oid::regclass, $2, true)",
                    cancellation,
                    position.Oid,
                    position.Value!.Value
                );
                context.Tell(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"sequence {position.Title} stands at {position.Value} again"
                    )
                );
            }

            await session.ExecuteAsync(
                "update opscenter_migrations.sequence set restored_at = clock_timestamp() where id = $1",
                cancellation,
                id
            );
        }
    }
}
