using OpsCenter.Migrations.Objects;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>A down script made of the record of a migration that only created objects.</summary>
internal static class UndoScript
{
    /// <summary>Drops the recorded objects, the last one first. An object that others depend on by now makes it fail.</summary>
    public static FolderScript Of(string title, IReadOnlyList<DatabaseObject> created)
    {
        var tables = created
            .Where(found => found.Kind == "table")
            .Select(found => found.Identity)
            .ToHashSet(StringComparer.Ordinal);
        var statements = created
            // They go with their table.
            .Where(found => found.Table is null || !tables.Contains(found.Table))
            .Reverse()
            .OrderBy(found => Rank(found.Kind))
            .Select(Drop)
            .OfType<string>();
        return new FolderScript(
            $"undo of {title}",
            new SqlScript(
                $"undo of {title}",
                string.Concat(statements.Select(text => $"{text};\n"))
            )
        );
    }

    /// <summary>What hangs on others goes first.</summary>
    private static int Rank(string kind) =>
        kind switch
        {
            "event trigger" or "publication" or "trigger" or "policy" or "rule" => 0,
            "view" or "materialized view" => 1,
            "constraint" or "index" or "statistics" => 2,
            "column" => 3,
            "table" or "foreign table" => 4,
            "cast" or "text search configuration" or "user mapping" or "operator class" => 5,
            "operator family" or "text search dictionary" or "server" or "conversion" => 6,
            "operator" or "foreign-data wrapper" => 7,
            "function" or "procedure" or "aggregate" => 8,
            "sequence" => 9,
            "type" or "domain" => 10,
            "collation" or "language" => 11,
            "extension" => 12,
            _ => 13,
        };

    private static string? Drop(DatabaseObject found)
    {
        var separator = found.Identity.IndexOf(" on ", StringComparison.Ordinal);
        var name = separator < 0 ? found.Identity : found.Identity[..separator];
        return found.Kind switch
        {
            "column" => $"alter table {found.Table} drop column {ColumnName(found)}",
            "constraint" when found.Table is null =>
                $"alter domain {found.Identity[(separator + 4)..]} drop constraint {name}",
            "constraint" => $"alter table {found.Table} drop constraint if exists {name}",
            "trigger" or "policy" or "rule" =>
                $"drop {found.Kind} if exists {name} on {found.Table}",
            "index" or "sequence" => $"drop {found.Kind} if exists {found.Identity}",
            "comment" => null,
            "user mapping" => $"drop user mapping for {name} {found.Identity[(separator + 4)..]}",
            "foreign-data wrapper" => $"drop foreign data wrapper {found.Identity}",
            _ => $"drop {found.Kind} {found.Identity}",
        };
    }

    private static string ColumnName(DatabaseObject column) =>
        column.Identity[(column.Table!.Length + 1)..];
}
