using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Journal;

/// <summary>Reads <c>opscenter.journal</c>; a database that has none has an empty history.</summary>
internal static class JournalHistory
{
    /// <summary>The query for it; null if there is no journal.</summary>
    public static SessionRead<JournalEntry>? Ask(string migration, Metadata metadata)
    {
        if (!metadata.Has("journal"))
        {
            return null;
        }

        var pair = metadata.Pair;
        object[] arguments =
            pair.Layout == PairLayout.WholeDatabase
                ? [migration]
                : [migration, pair.Number ?? 0, pair.Schema ?? ""];
        return new SessionRead<JournalEntry>(
            new SessionQuery(
                $"""
                select id, migration, script, checksum, direction, executed_at, executed_by::text, duration_ms, server_version, adopted
                from opscenter.journal as j
                where migration = $1 and {Rows(pair, metadata.Has("digest"))}
                order by id
                """,
                arguments
            ),
            row => new JournalEntry(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetString(3),
                row.GetString(4) == "up" ? MigrationDirection.Up : MigrationDirection.Down,
                row.GetFieldValue<DateTimeOffset>(5),
                row.GetString(6),
                TimeSpan.FromMilliseconds(row.GetInt64(7)),
                row.GetString(8),
                row.GetBoolean(9)
            )
        );
    }

    // A row of an earlier release has no pair. The tables that were digested tell whose it is; without digests, the only pair, or
    // the first one.
    private static string Rows(Pair pair, bool hasDigests) =>
        pair.Layout == PairLayout.WholeDatabase
            ? "true"
            : $"""
                case
                    when to_jsonb(j) ->> 'pair' is not null then (to_jsonb(j) ->> 'pair')::integer = $2
                    when {(
                    hasDigests
                        ? "exists (select from opscenter.digest d where d.journal_id = j.id)"
                        : "false"
                )}
                        then {(
                    hasDigests
                        ? "exists (select from opscenter.digest d where d.journal_id = j.id and d.schema_name = $3)"
                        : "$3 = ''"
                )}
                    else $2 <= 1
                end
                """;
}
