using System.Text.Json;

namespace OpsCenter.Migrations.Online;

/// <summary>
/// One thing that an online script left to be done by itself: a transaction with one strong lock at the most, or a statement that must
/// be alone. docs/architecture.md, "Online", has the format.
/// </summary>
/// <param name="Kind"><c>transaction</c> or <c>alone</c>.</param>
/// <param name="Message">What it does, as a verb.</param>
/// <param name="Lock">The strongest lock that it takes on <paramref name="Tables"/>.</param>
/// <param name="Tables">The oids of the tables that it locks.</param>
/// <param name="Table">The name of the table, quoted.</param>
/// <param name="Index">The index that it builds, quoted; null if it builds none.</param>
/// <param name="Statements">What to execute, in this order.</param>
/// <param name="Steps">What it has done then.</param>
/// <param name="Role">The role to execute it as; null for the session's own.</param>
internal sealed record ScriptUnit(
    string Kind,
    string Message,
    string Lock,
    IReadOnlyList<long> Tables,
    string Table,
    string? Index,
    IReadOnlyList<string> Statements,
    IReadOnlyList<UnitStep> Steps,
    string? Role = null
)
{
    /// <summary>A statement that PostgreSQL does not run inside a transaction.</summary>
    public bool IsAlone => Kind == "alone";

    /// <summary>The units of the setting <c>opscenter.next</c>; none if it is empty.</summary>
    public static IReadOnlyList<ScriptUnit> Read(string setting) =>
        setting.Length == 0
            ? []
            : JsonSerializer.Deserialize(setting, ScriptUnitJson.Default.IReadOnlyListScriptUnit)!;
}
