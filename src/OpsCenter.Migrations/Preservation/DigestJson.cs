using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpsCenter.Migrations.Preservation;

/// <summary>Writes and reads what stands in <c>opscenter.digest</c>, without reflection.</summary>
[JsonSerializable(typeof(IReadOnlyList<DigestRow>))]
[JsonSerializable(typeof(DigestRow.TableDetail))]
[JsonSerializable(typeof(SequenceDigest))]
[JsonSerializable(typeof(UncheckedTable))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class DigestJson : JsonSerializerContext;
