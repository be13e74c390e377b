namespace OpsCenter.Schema.V1;

/// <summary>What a seed builds.</summary>
public sealed record V1SeedOptions
{
    /// <summary>The schema to build.</summary>
    public V1Shape Shape { get; init; } = V1Shape.A;

    /// <summary>Rows in <c>llm_usage_logs</c>, 0 or more. The other tables follow, up to 50 000 rows each.</summary>
    public long UsageRows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 10_000;

    /// <summary>Whether the four indexes exist that the backend creates when it loads. Shape A only: shape B's never did.</summary>
    public bool StartupIndexes { get; init; }
}
