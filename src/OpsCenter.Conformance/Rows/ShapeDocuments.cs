using System.Text.Json.Serialization;

namespace OpsCenter.Conformance.Rows;

/// <summary>Reads what the catalog queries answer, by code made at build: a native program has no reflection for it.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(TableShape))]
[JsonSerializable(typeof(TypeShape))]
internal sealed partial class ShapeDocuments : JsonSerializerContext;
