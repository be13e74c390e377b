using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// What a database's catalog says, as facts: relations, columns, constraints, indexes, triggers, rules, views, functions, operators,
/// sequences, types, collations, text search, owners, privileges, comments, policies, publications, statistics, extensions. Only what
/// a user can see: no OIDs. Taken in one round trip, in one snapshot; a connection that takes its first one prepares it before.
/// </summary>
public sealed partial class SchemaSnapshot
{
    private const string CatalogPrefix = "Catalog/";

    private static readonly IReadOnlyList<string> Queries = ReadQueries();
    private static readonly ConcurrentDictionary<int, IReadOnlyList<string>> QueriesOfMajors =
        new();

    private SchemaSnapshot(IReadOnlyList<SchemaFact> facts) => Facts = facts;

    /// <summary>Ordered by what they are about.</summary>
    public IReadOnlyList<SchemaFact> Facts { get; }

    /// <summary>All schemas but the system's and the named ones.</summary>
    public static Task<SchemaSnapshot> TakeAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string>? excluded = null,
        CancellationToken cancellation = default
    ) => TakeAsync(dataSource, [], excluded ?? [], cancellation);

    /// <summary>Only the named schemas.</summary>
    public static Task<SchemaSnapshot> TakeOfAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string> schemas,
        CancellationToken cancellation = default
    ) => TakeAsync(dataSource, schemas, [], cancellation);

    /// <summary>What is not the same in a later one, the order of columns included.</summary>
    public IReadOnlyList<SchemaDifference> DifferencesTo(SchemaSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var before = Facts.ToLookup(
            fact => fact.Identity,
            fact => fact.Definition,
            StringComparer.Ordinal
        );
        var after = later.Facts.ToLookup(
            fact => fact.Identity,
            fact => fact.Definition,
            StringComparer.Ordinal
        );
        return
        [
            .. before
                .Select(facts => facts.Key)
                .Union(after.Select(facts => facts.Key), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .SelectMany(identity => Compare(identity, before[identity], after[identity])),
        ];
    }

    private static IEnumerable<SchemaDifference> Compare(
        string identity,
        IEnumerable<string> before,
        IEnumerable<string> after
    )
    {
        // More than one fact of a name: constraints of one name on two tables have two identities, default privileges may not.
        var was = string.Join(" | ", before.Order(StringComparer.Ordinal));
        var now = string.Join(" | ", after.Order(StringComparer.Ordinal));
        if (was != now || before.Any() != after.Any())
        {
            yield return new SchemaDifference(
                identity,
                before.Any() ? was : null,
                after.Any() ? now : null
            );
        }
    }

    private static async Task<SchemaSnapshot> TakeAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string> wanted,
        IReadOnlyList<string> excluded,
        CancellationToken cancellation
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("begin isolation level repeatable read read only"));
        // With nothing on the path every name that the server writes has its schema with it.
        batch.BatchCommands.Add(new("set local search_path = pg_catalog"));
        batch.BatchCommands.Add(SchemaChoice(wanted, excluded));
        foreach (
            var query in QueriesOfMajors.GetOrAdd(connection.PostgreSqlVersion.Major, QueriesOf)
        )
        {
            batch.BatchCommands.Add(new(query));
        }

        batch.BatchCommands.Add(new("commit"));
        // To parse and plan the queries takes half as long as to run them, and a database is looked at several times.
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        // The choice of schemas is a result, too.
        await reader.NextResultAsync(cancellation);
        var facts = new List<SchemaFact>();
        do
        {
            while (await reader.ReadAsync(cancellation))
            {
                facts.Add(SchemaFact.Parse(reader.GetString(0)));
            }
        } while (await reader.NextResultAsync(cancellation));

        facts.Sort(SchemaFact.InOrder);
        return new SchemaSnapshot(facts);
    }

    private static NpgsqlBatchCommand SchemaChoice(
        IReadOnlyList<string> wanted,
        IReadOnlyList<string> excluded
    ) =>
        new(
            """
            select
                set_config('conformance.schemas', coalesce(array_agg(n.nspname), '{}')::text, true),
                -- What an extension brings differs from version to version, and goes with it: the extension is what is told.
                set_config('conformance.members',
                    (select coalesce(array_agg(d.objid), '{}') from pg_depend d where d.deptype = 'e')::text, true),
                -- What none of the queries would gain from is not thought of when they are planned.
                set_config('enable_mergejoin', 'off', true),
                set_config('enable_material', 'off', true)
            from pg_namespace n
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and (cardinality($1::text[]) = 0 or n.nspname = any ($1::text[]))
              and n.nspname <> all ($2::text[])
            """
        )
        {
            Parameters =
            {
                new NpgsqlParameter { Value = wanted.ToArray() },
                new NpgsqlParameter { Value = excluded.ToArray() },
            },
        };

    /// <summary>Without the lines that end in a note that they are for later servers, such as <c>-- since 14</c>.</summary>
    private static IReadOnlyList<string> QueriesOf(int major) =>
        [
            .. Queries.Select(query =>
                SinceNote.Replace(
                    query,
                    line =>
                        int.Parse(line.Groups["major"].ValueSpan, CultureInfo.InvariantCulture)
                        > major
                            ? ""
                            : line.Value
                )
            ),
        ];

    [GeneratedRegex(@"^.*-- since (?<major>\d+)\r?\n", RegexOptions.Multiline)]
    private static partial Regex SinceNote { get; }

    private static IReadOnlyList<string> ReadQueries()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(CatalogPrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd();
                }),
        ];
    }
}
