namespace OpsCenter.Migrations.Operations;

/// <summary>A row of <c>opscenter.pair</c>.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Anchor">The oid of its first table, if that is known and there.</param>
/// <param name="Applied">The migrations that are recorded for it.</param>
internal sealed record RecordedPair(int Number, string Schema, uint? Anchor, string[] Applied);
