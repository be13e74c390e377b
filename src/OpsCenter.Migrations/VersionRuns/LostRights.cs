using System.Text.RegularExpressions;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Rights and owners that somebody gave to objects which a rollback drops: they are in no archive, and the up script does not give them.
/// </summary>
internal static partial class LostRights
{
    private const string Recorded = """
        select o.class_oid, o.object_oid, o.column_number, o.definition
        from unnest($1::bigint[], $2::bigint[], $3::integer[]) as u (class, oid, number)
        join opscenter_migrations.object o
            on o.class_oid = u.class and o.object_oid = u.oid and o.column_number = u.number and o.dropped_by is null
        """;

    /// <summary>A line for each object, before the record has that it is dropped.</summary>
    /// <param name="session">The session.</param>
    /// <param name="dropped">What was dropped.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(
        DatabaseSession session,
        IReadOnlyList<DatabaseObject> dropped,
        CancellationToken cancellation
    )
    {
        var owned = dropped.Where(found => Of(found.Definition) is not null).ToList();
        if (owned.Count == 0)
        {
            return [];
        }

        var recorded = (
            await session.QueryAsync(
                Recorded,
                row =>
                    (
                        Key: new ObjectKey(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)),
                        Definition: row.GetString(3)
                    ),
                cancellation,
                owned.Select(found => found.Key.Class).ToArray(),
                owned.Select(found => found.Key.Oid).ToArray(),
                owned.Select(found => found.Key.Column).ToArray()
            )
        ).ToLookup(row => row.Key, row => row.Definition);
        return
        [
            .. owned
                .Select(found => (Found: found, Now: Of(found.Definition)!.Value))
                .Select(pair =>
                    (
                        pair.Found,
                        pair.Now,
                        Then: Of(recorded[pair.Found.Key].FirstOrDefault() ?? "")
                    )
                )
                .Where(pair => pair.Now != (pair.Then ?? (pair.Now.Owner, "")))
                .Select(pair => Line(pair.Found, pair.Now, pair.Then)),
        ];
    }

    private static string Line(
        DatabaseObject found,
        (string Owner, string Rights) now,
        (string Owner, string Rights)? then
    ) =>
        string.Join(
            ", ",
            new[]
            {
                now.Rights.Length > 0 && now.Rights != then?.Rights ? $"rights {now.Rights}" : null,
                now.Rights.Length == 0 && then is { Rights.Length: > 0 } ? "default rights" : null,
                then is { } recorded && now.Owner != recorded.Owner ? $"owner {now.Owner}" : null,
            }
                .OfType<string>()
                .Prepend(found.ToString())
        );

    /// <summary>Owner and rights in a definition; null if that has none. Of a column it has rights only.</summary>
    private static (string Owner, string Rights)? Of(string definition) =>
        Owned.Match(definition) is { Success: true } owned
            ? (owned.Groups["owner"].Value, owned.Groups["rights"].Value)
        : OfColumn.Match(definition) is { Success: true } column
            ? ("", column.Groups["rights"].Value)
        : null;

    [GeneratedRegex(
        @"^owner (?<owner>.+?), rights (?<rights>\{.*?\}|)(?:, |$)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Owned { get; }

    [GeneratedRegex(
        @" rights (?<rights>\{.*\}|) storage .$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OfColumn { get; }
}
