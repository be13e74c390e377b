using System.Text.Json.Serialization;

namespace OpsCenter.Conformance.Rows;

/// <summary>
/// Deserializes the results of the catalog queries. Source generated, because native programs lack reflection.
/// </summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(TableShape))]
[JsonSerializable(typeof(TypeShape))]
[JsonSerializable(typeof(ViewShape))]
internal sealed partial class ShapeDocuments : JsonSerializerContext;
