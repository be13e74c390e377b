namespace OpsCenter.V1Traffic.Statements;

/// <summary>
/// The statements of the backend for one V1 schema. They use only columns of V1, so they run before, during and after
/// V2, and after its rollback. Like in the backend, table names are not qualified.
/// </summary>
internal sealed record V1Shape
{
    /// <summary>The name of the shape.</summary>
    public required string Name { get; init; }

    /// <summary>The columns that the statements use, as <c>table.column</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Two columns: a provider, and the name of one of its models in the usage log.</summary>
    public required string KnownModels { get; init; }

    /// <summary>One column: users.</summary>
    public required string KnownUsers { get; init; }

    /// <summary>One column: the keys for TestKey.</summary>
    public required string KnownKeys { get; init; }

    /// <summary>No parameters.</summary>
    public required string ReadProviders { get; init; }

    /// <summary>$1 provider.</summary>
    public required string ReadModels { get; init; }

    /// <summary>
    /// $1 user, $2 provider, $3 model, $4 tokens of the request, $5 of the response, $6 cost, $7 latency in ms.
    /// </summary>
    public required string InsertUsage { get; init; }

    /// <summary>$1 user.</summary>
    public required string SumCosts { get; init; }

    /// <summary>$1 status, $2 provider.</summary>
    public required string UpdateHealth { get; init; }

    /// <summary>$1 key.</summary>
    public required string ReadKey { get; init; }

    /// <summary>$1 'valid' or 'invalid', $2 key.</summary>
    public required string UpdateKey { get; init; }

    /// <summary>All known shapes; that of production is first.</summary>
    public static IReadOnlyList<V1Shape> All { get; } = [ShapeA.Shape, ShapeB.Shape];

    /// <summary>All statements of a run.</summary>
    public IReadOnlyList<string> Statements =>
        [
            KnownModels,
            KnownUsers,
            KnownKeys,
            ReadProviders,
            ReadModels,
            InsertUsage,
            SumCosts,
            UpdateHealth,
            ReadKey,
            UpdateKey,
        ];
}
