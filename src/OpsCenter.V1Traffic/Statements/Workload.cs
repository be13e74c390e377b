using OpsCenter.V1Traffic.Arrivals;
using OpsCenter.V1Traffic.Operations;

namespace OpsCenter.V1Traffic.Statements;

/// <summary>Creates the statements of an operation. Several statements form a transaction.</summary>
internal sealed class Workload(V1Shape shape, KnownRows rows)
{
    /// <summary>The user in a database without users.</summary>
    private const string SomeUser = "v1-traffic";

    /// <summary>Every statement as EXPLAIN, which does not execute it.</summary>
    public IEnumerable<IReadOnlyList<Statement>> Rehearsal =>
        from kind in Enum.GetValues<OperationKind>()
        let statements = For(new Arrival(0, TimeSpan.Zero, kind, 0))
        select statements
            .Select(statement => statement with { Sql = $"explain {statement.Sql}" })
            .ToList();

    public IReadOnlyList<Statement> For(Arrival arrival)
    {
        var random = new Random(arrival.Seed);
        // A database without models also has no provider for them.
        var model = Pick(rows.Models, random) ?? [null, null];
        return arrival.Kind switch
        {
            OperationKind.ReadProviders => [new(shape.ReadProviders)],
            OperationKind.ReadModels => [ReadModels(model)],
            OperationKind.RecordUsage => [InsertUsage(model, random)],
            OperationKind.CompleteRequest =>
            [
                ReadModels(model),
                InsertUsage(model, random),
                UpdateHealth(model, random),
            ],
            OperationKind.SumCosts => [new(shape.SumCosts, User(random))],
            OperationKind.CheckHealth => [UpdateHealth(model, random)],
            OperationKind.TestKey => TestKey(random),
            _ => throw new ArgumentOutOfRangeException(
                nameof(arrival),
                arrival.Kind,
                "Unknown operation."
            ),
        };
    }

    private Statement ReadModels(object?[] model) => new(shape.ReadModels, model[0]);

    private Statement InsertUsage(object?[] model, Random random) =>
        new(
            shape.InsertUsage,
            User(random),
            model[0],
            model[1],
            random.Next(8000),
            random.Next(4000),
            random.Next(1_000_000) / 1_000_000m,
            random.Next(20, 30_000)
        );

    private Statement UpdateHealth(object?[] model, Random random) =>
        new(shape.UpdateHealth, random.Next(10) == 0 ? "degraded" : "healthy", model[0]);

    private Statement[] TestKey(Random random)
    {
        var key = Pick(rows.Keys, random)?[0];
        return
        [
            new(shape.ReadKey, key),
            new(shape.UpdateKey, random.Next(10) == 0 ? "invalid" : "valid", key),
        ];
    }

    private object User(Random random) => Pick(rows.Users, random)?[0] ?? SomeUser;

    private static object?[]? Pick(IReadOnlyList<object[]> rows, Random random) =>
        rows.Count == 0 ? null : rows[random.Next(rows.Count)];
}
