using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.Migrations.Online;

/// <summary>Reads the units that a script left, without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    // PostgreSQL writes an oid into JSON as a string.
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(IReadOnlyList<ScriptUnit>))]
internal sealed partial class ScriptUnitJson : JsonSerializerContext;
