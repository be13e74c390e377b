using System.Text.Json;

namespace OpsCenter.V1Traffic.Operations;

/// <summary>The names of operations in reports and telemetry.</summary>
internal static class OperationNames
{
    /// <summary>In kebab case, such as <c>sum-costs</c>.</summary>
    public static string Of(OperationKind kind) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
