using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Conformance.Running;

namespace OpsCenter.Conformance.Trials;

/// <summary>
/// Roles belong to the whole server, and the harness runs a script in several of its databases: there a role exists that the script wants to
/// create, or another database depends on one that it wants to drop.
/// </summary>
internal static partial class SharedRole
{
    /// <summary>Whether the error says nothing about the one database that the script was written for.</summary>
    public static bool IsInTheWay(ScriptError error) =>
        error.Message.StartsWith("role \"", StringComparison.Ordinal)
        && error.SqlState switch
        {
            PostgresErrorCodes.DuplicateObject => true,
            PostgresErrorCodes.DependentObjectsStillExist => error
                .Detail?.Split('\n')
                .All(InAnotherDatabase.IsMatch) == true,
            _ => false,
        };

    /// <summary>Why nothing is known, and what would change that.</summary>
    public static string Explain(ScriptError error) =>
        $"{error}. A role belongs to the whole server, and the script was run in other databases of it: to have this checked, create a role only "
        + "if it does not exist, and drop none that other databases may use.";

    /// <summary>A line of the detail: what depends on a role in this database is named, what does in others is counted.</summary>
    [GeneratedRegex(@"^\d+ objects? in database ")]
    private static partial Regex InAnotherDatabase { get; }
}
