namespace OpsCenter.V1Traffic.Statements;

/// <summary>
/// The statements of the backend on one V1 schema. They name V1's own columns and no other, so they run before, during and after V2,
/// and after its rollback. Table names are left to the search_path, as the backend leaves them.
/// </summary>
internal sealed record V1Shape
{
    /// <summary>What the shape is called.</summary>
    public required string Name { get; init; }

    /// <summary>The columns that the statements use, as <c>table.column</c>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Two columns: a provider, and what usage calls one of its models.</summary>
    public required string KnownModels { get; init; }

    /// <summary>One column: users.</summary>
    public required string KnownUsers { get; init; }

    /// <summary>One column: what TestKey tests.</summary>
    public required string KnownKeys { get; init; }

    /// <summary>No parameters.</summary>
    public required string ReadProviders { get; init; }

    /// <summary>$1 provider.</summary>
    public required string ReadModels { get; init; }

    /// <summary>$1 user, $2 provider, $3 model, $4 tokens of the request, $5 of the response, $6 cost, $7 latency in ms.</summary>
    public required string InsertUsage { get; init; }

    /// <summary>$1 user.</summary>
    public required string SumCosts { get; init; }

    /// <summary>$1 status, $2 provider.</summary>
    public required string UpdateHealth { get; init; }

    /// <summary>$1 key.</summary>
    public required string ReadKey { get; init; }

    /// <summary>$1 'valid' or 'invalid', $2 key.</summary>
    public required string UpdateKey { get; init; }

    /// <summary>Every shape that is known, production's first.</summary>
    public static IReadOnlyList<V1Shape> All { get; } = [ShapeA.Shape, ShapeB.Shape];

    /// <summary>Every statement of a run.</summary>
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
