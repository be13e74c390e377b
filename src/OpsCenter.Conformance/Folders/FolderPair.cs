using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Folders;

/// <summary>A migration of a folder as a pair of scripts whose base is a database.</summary>
internal static class FolderPair
{
    /// <summary>What the script itself says.</summary>
    private static IEnumerable<Declaration> OwnOf(FolderMigration migration) =>
        migration.Up.Changes.Count == 0
            ? []
            :
            [
                new(
                    "preserves-data",
                    $"The script says that it changes {string.Join(", ", migration.Up.Changes)}."
                ),
            ];

    /// <summary>The pair whose scripts the engine of the options runs.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="options">With an engine.</param>
    public static MigrationPair ThroughEngine(FolderMigration migration, FolderCheckOptions options)
    {
        var engine = options.Engine!;
        // The engine answers for what a tool takes care of.
        return Of(migration, options, ToolCare.None) with
        {
            MetadataSchemas = [.. options.MetadataSchemas, .. engine.MetadataSchemas],
            UpEngine = (connection, text, cancellation) =>
                engine.RunAsync(
                    migration with
                    {
                        Up = Altered(migration.Up, text),
                    },
                    isUp: true,
                    connection,
                    cancellation
                ),
            DownEngine = (connection, text, cancellation) =>
                engine.RunAsync(
                    migration.Down is { } down
                        ? migration with
                        {
                            Down = Altered(down, text),
                        }
                        : migration,
                    isUp: false,
                    connection,
                    cancellation
                ),
        };
    }

    /// <summary>A script that has to be alone in its query has not, with a fault beside it.</summary>
    private static FolderScript Altered(FolderScript script, string text) =>
        text == script.Script.Text
            ? script
            : script with
            {
                Script = script.Script with { Text = text },
                InTransaction =
                    script.InTransaction
                    && !script.Script.Statements.Any(statement =>
                        StatementPatterns.RefusesTransactions(statement.Text)
                    ),
            };

    /// <summary>The pair.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="options">What the migrations of its folder have in common.</param>
    /// <param name="tool">The tool that runs them.</param>
    public static MigrationPair Of(
        FolderMigration migration,
        FolderCheckOptions options,
        string tool
    ) =>
        new()
        {
            Name = migration.Title,
            // The trial's base takes the place of both.
            Base = new SqlScript("base", ""),
            Up = migration.Up.Script,
            Down = migration.Down?.Script ?? new SqlScript("down", ""),
            // A tool sends a script of one statement without a transaction of its own.
            OneTransaction = true,
            HasTool = tool != ToolCare.None,
            RecordsApart = tool == ToolCare.GolangMigrate,
            UpInOneTransaction = migration.Up.InTransaction ? null : false,
            DownInOneTransaction = migration.Down is { InTransaction: false } ? false : null,
            Grants = options.Grants,
            MetadataSchemas = options.MetadataSchemas,
            MetadataTables = options.MetadataTables,
            // The first one of a law counts.
            Declared =
            [
                .. options.DeclaredFor(migration),
                .. options.Declared,
                .. OwnOf(migration),
                .. ToolCare.Of(tool),
            ],
        };
}
