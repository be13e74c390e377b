namespace OpsCenter.Schema.V1;

/// <summary>Where a session would create V1.</summary>
/// <param name="Database">The database's name.</param>
/// <param name="Schema">The first schema of the search_path that exists; null if none does.</param>
/// <param name="Path">Every schema of the search_path.</param>
/// <param name="Encoding">The database's encoding.</param>
internal sealed record SeedTarget(
    string Database,
    string? Schema,
    IReadOnlyList<string> Path,
    string Encoding
);
