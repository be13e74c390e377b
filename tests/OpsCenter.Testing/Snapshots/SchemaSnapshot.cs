using System.Reflection;
using Npgsql;
using OpsCenter.Testing.Databases;
using OpsCenter.Testing.Snapshots;
using Shouldly;

namespace OpsCenter.Testing;

/// <summary>
/// What a database's catalog says, as ordered readable lines: relations, columns, constraints, indexes, triggers, functions,
/// sequences with their state, types, owners, privileges, comments, policies, publications, extensions. Only what a user can see:
/// no OIDs, no gaps that dropped columns leave.
/// </summary>
public sealed class SchemaSnapshot
{
    private const string CatalogPrefix = "Catalog/";

    private static readonly IReadOnlyList<string> Queries = ReadQueries();

    private SchemaSnapshot(IReadOnlyList<string> lines) => Lines = lines;

    /// <summary>One line for each fact.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The named schemas; with no names, all but the system's.</summary>
    public static Task<SchemaSnapshot> TakeAsync(TestDatabase database, params string[] schemas) =>
        TakeAsync(database, schemas, []);

    /// <summary>All schemas but the system's and the named ones.</summary>
    public static Task<SchemaSnapshot> TakeExceptAsync(
        TestDatabase database,
        params string[] excluded
    ) => TakeAsync(database, [], excluded);

    /// <summary>The differences, with - for what only this one has and + for what only the later one has.</summary>
    public string DiffTo(SchemaSnapshot later) =>
        string.Join('\n', SnapshotDiff.Between(Lines, later.Lines));

    /// <summary>Fails with the differences from the earlier one.</summary>
    public void ShouldEqual(SchemaSnapshot earlier) =>
        earlier.DiffTo(this).ShouldBeEmpty("The schemas differ.");

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Lines);

    private static async Task<SchemaSnapshot> TakeAsync(
        TestDatabase database,
        string[] wanted,
        string[] excluded
    )
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead
        );

        // With nothing on the path every name that the server writes has its schema with it.
        await new NpgsqlCommand(
            "SET LOCAL search_path = pg_catalog",
            connection
        ).ExecuteNonQueryAsync();
        var schemas = await SchemaNames.ResolveAsync(connection, wanted, excluded);

        var lines = new List<string>();
        foreach (var query in Queries)
        {
            var rows = await TextRows.ReadAsync(
                connection,
                query,
                new NpgsqlParameter { Value = schemas }
            );
            lines.AddRange(rows.Select(row => row[0]!));
        }

        lines.AddRange(await SequenceStates.ReadAsync(connection, schemas));
        lines.Sort(StringComparer.Ordinal);
        return new SchemaSnapshot(lines);
    }

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
