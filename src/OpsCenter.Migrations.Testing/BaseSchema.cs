using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Testing;

/// <summary>
/// A database schema that the migration must support. Production databases often differ, so there can be several.
/// </summary>
/// <param name="Name">The name in test names, such as <c>production</c>.</param>
/// <param name="Schema">The script that creates the schema in an empty database.</param>
/// <param name="Data">The script that inserts rows, or null.</param>
public sealed record BaseSchema(string Name, SqlScript Schema, SqlScript? Data = null);
