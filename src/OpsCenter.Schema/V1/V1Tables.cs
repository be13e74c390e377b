namespace OpsCenter.Schema.V1;

/// <summary>The names that V1 uses.</summary>
public static class V1Tables
{
    /// <summary>The role that the backend uses.</summary>
    public const string Role = "unicorn";

    private static readonly string[] Common =
    [
        "llm_models",
        "llm_providers",
        "llm_routing_rules",
        "llm_usage_logs",
    ];

    /// <summary>The five tables of a shape, sorted.</summary>
    public static IReadOnlyList<string> Of(V1Shape shape) =>
        shape switch
        {
            V1Shape.A => [.. Common, "user_llm_settings"],
            V1Shape.B => [.. Common, "user_api_keys"],
            _ => throw new ArgumentOutOfRangeException(
                nameof(shape),
                shape,
                "Shape A or B is known."
            ),
        };
}
