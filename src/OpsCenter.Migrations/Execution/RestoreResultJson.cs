using System.Text.Json.Serialization;

namespace OpsCenter.Migrations.Execution;

/// <summary>Reads what a restore script leaves, without reflection.</summary>
[JsonSerializable(typeof(RestoreResult))]
internal sealed partial class RestoreResultJson : JsonSerializerContext;
