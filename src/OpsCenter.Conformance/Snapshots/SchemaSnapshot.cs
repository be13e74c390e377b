using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;

namespace OpsCenter.Conformance.Snapshots;

/// <summary>
/// The schema of a database as facts from the catalog: relations, columns, constraints, indexes, triggers, rules,
/// views, functions, operators, sequences, types, collations, text search, owners, privileges, comments, policies,
/// publications, statistics and extensions. It contains no OIDs. It is read in one round trip and one snapshot; the
/// first one of a connection prepares the queries.
/// </summary>
public sealed partial class SchemaSnapshot
{
    private const string CatalogPrefix = "Catalog/";

    private static readonly IReadOnlyList<string> Queries = ReadQueries();
    private static readonly ConcurrentDictionary<int, IReadOnlyList<string>> QueriesOfMajors =
        new();

    private SchemaSnapshot(IReadOnlyList<SchemaFact> facts) => Facts = facts;

    /// <summary>The facts, ordered by identity.</summary>
    public IReadOnlyList<SchemaFact> Facts { get; }

    /// <summary>Reads all schemas except system schemas and the excluded ones.</summary>
    public static Task<SchemaSnapshot> TakeAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string>? excluded = null,
        CancellationToken cancellation = default
    ) => TakeAsync(dataSource, [], excluded ?? [], cancellation);

    /// <summary>Reads only the named schemas.</summary>
    public static Task<SchemaSnapshot> TakeOfAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string> schemas,
        CancellationToken cancellation = default
    ) => TakeAsync(dataSource, schemas, [], cancellation);

    /// <summary>The differences to a later snapshot, including the order of columns.</summary>
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
        // Several facts can have the same identity, for example default privileges.
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
        // With only pg_catalog on the path, the server qualifies every other name.
        batch.BatchCommands.Add(new("set local search_path = pg_catalog"));
        batch.BatchCommands.Add(SchemaChoice(wanted, excluded));
        foreach (
            var query in QueriesOfMajors.GetOrAdd(connection.PostgreSqlVersion.Major, QueriesOf)
        )
        {
            batch.BatchCommands.Add(new(query));
        }

        batch.BatchCommands.Add(new("commit"));
        // Parsing and planning take half as long as running, and several snapshots use the same connection.
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        // Skips the result of the schema choice.
        await reader.NextResultAsync(cancellation);
        var facts = new List<SchemaFact>();
        var now = DateTime.UtcNow;
        do
        {
            while (await reader.ReadAsync(cancellation))
            {
                facts.Add(SchemaFact.Parse(TimesOfRun.Replace(reader.GetString(0), now)));
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
                -- Members of extensions depend on the version of the extension: the snapshot lists only the extension.
                set_config('conformance.members',
                    (select coalesce(array_agg(d.objid), '{}') from pg_depend d where d.deptype = 'e')::text, true),
                -- None of the queries gains from these plan types: without them planning is faster.
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

    /// <summary>Removes the lines that are marked for later majors, for example with <c>-- since 14</c>.</summary>
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
