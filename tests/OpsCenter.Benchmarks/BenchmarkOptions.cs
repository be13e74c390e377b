namespace OpsCenter.Benchmarks;

/// <summary>What to measure, and with what.</summary>
/// <param name="Sections">The sections, by name.</param>
/// <param name="Rows">Rows in llm_usage_logs.</param>
/// <param name="Major">The PostgreSQL major of the server.</param>
/// <param name="Rounds">How often each way is measured; the median counts, of latencies the worst.</param>
/// <param name="Cache">The folder in which seeded clusters are kept between runs.</param>
/// <param name="Tools">The folder in which npm has installed dbmate and node-pg-migrate.</param>
/// <param name="Document">The document to rewrite.</param>
/// <param name="Fresh">Whether to seed anew what the cache holds.</param>
internal sealed record BenchmarkOptions(
    IReadOnlySet<string> Sections,
    long Rows,
    int Major,
    int Rounds,
    string Cache,
    string Tools,
    string Document,
    bool Fresh
);
