using System.Text.Json.Serialization;

namespace OpsCenter.Conformance.Folders;

/// <summary>Writes and reads cached verdicts without reflection, which native programs lack.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<CachedVerdict>))]
internal sealed partial class CachedDocuments : JsonSerializerContext;
