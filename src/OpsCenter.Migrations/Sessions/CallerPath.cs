namespace OpsCenter.Migrations.Sessions;

/// <summary>The search_path with which a session arrived. The engine's own statements never use it.</summary>
/// <param name="Setting">The setting as it was.</param>
/// <param name="Schemas">The schemas that it meant, in its order; neither implicit nor temporary ones.</param>
internal sealed record CallerPath(string Setting, IReadOnlyList<string> Schemas)
{
    /// <summary>What a session searches while statements of the engine run: no other role can create anything there.</summary>
    public const string Pin =
        "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)";

    /// <summary>Before a session was asked.</summary>
    public static CallerPath None { get; } = new("pg_catalog, pg_temp", []);

    public static CallerPath Of(string setting, IEnumerable<string> schemas) =>
        new(
            setting,
            [.. schemas.Where(schema => !schema.StartsWith("pg_temp_", StringComparison.Ordinal))]
        );
}
