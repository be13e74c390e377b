namespace OpsCenter.Benchmarks;

/// <summary>The options of a benchmark run.</summary>
/// <param name="Sections">The names of the sections to run.</param>
/// <param name="Rows">The number of rows in llm_usage_logs.</param>
/// <param name="Major">The PostgreSQL major of the server.</param>
/// <param name="Rounds">The number of measurements; the result is the median, for latencies the maximum.</param>
/// <param name="Cache">The folder of the seeded clusters, which are kept between runs.</param>
/// <param name="Tools">The folder with dbmate and node-pg-migrate, installed by npm.</param>
/// <param name="Document">The document to rewrite.</param>
/// <param name="Fresh">Whether to seed the clusters again.</param>
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
