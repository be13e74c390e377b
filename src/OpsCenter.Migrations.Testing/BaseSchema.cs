using OpsCenter.Conformance.Scripts;

namespace OpsCenter.Migrations.Testing;

/// <summary>A database for which a migration is meant. There may be several: production is seldom the same everywhere.</summary>
/// <param name="Name">How tests call it, such as <c>production</c>.</param>
/// <param name="Schema">Builds it in an empty database.</param>
/// <param name="Data">Fills it with rows; null for none.</param>
public sealed record BaseSchema(string Name, SqlScript Schema, SqlScript? Data = null);
