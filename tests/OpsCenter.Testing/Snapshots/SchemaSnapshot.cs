using System.Globalization;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Testing.Snapshots;
using Shouldly;

namespace OpsCenter.Testing;

/// <summary>
/// What a database's catalog says, as ordered readable lines, the state of its sequences included.
/// </summary>
public sealed class SchemaSnapshot
{
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
        var facts =
            wanted.Length > 0
                ? await Conformance.Snapshots.SchemaSnapshot.TakeOfAsync(
                    database.DataSource,
                    wanted
                )
                : await Conformance.Snapshots.SchemaSnapshot.TakeAsync(
                    database.DataSource,
                    excluded
                );
        await using var connection = await database.DataSource.OpenConnectionAsync();
        var schemas = await SchemaNames.ResolveAsync(connection, wanted, excluded);
        var lines = facts
            .Facts.SelectMany(Describe)
            .Concat(await SequenceStates.ReadAsync(connection, schemas))
            .Order(StringComparer.Ordinal);
        return new SchemaSnapshot([.. lines]);
    }

    /// <summary>A column that comes behind the others moves none of them: each has its own line.</summary>
    private static IEnumerable<string> Describe(SchemaFact fact) =>
        fact.IsColumnOrder
            ? fact
                .Definition.Split(", ")
                .Select(
                    (column, at) =>
                        $"{fact.Identity}.{column}: {(at + 1).ToString(CultureInfo.InvariantCulture)}"
                )
            : [fact.ToString()];
}
