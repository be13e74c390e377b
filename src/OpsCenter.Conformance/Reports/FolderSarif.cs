using System.Text.Json.Nodes;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Conformance.Reports;

/// <summary>
/// A folder's report in SARIF 2.1.0, which code hosts show at the lines of a pull request: a rule for each law, a result for each evidence.
/// </summary>
public static class FolderSarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>Creates the document.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder as files of the repository begin, with <c>/</c>; empty for its root.</param>
    public static string Write(FolderReport report, string folder)
    {
        ArgumentNullException.ThrowIfNull(report);
        var document = new JsonObject
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = new JsonObject
                    {
                        ["driver"] = new JsonObject
                        {
                            ["name"] = "opscenter",
                            ["rules"] = ArrayOf(
                                AllLaws
                                    .InOrder.Where(law =>
                                        report.Laws.Contains(law.Id, StringComparer.Ordinal)
                                    )
                                    .Select(Rule)
                            ),
                        },
                    },
                    ["results"] = ArrayOf(
                        report.Migrations.SelectMany(result => Results(result, folder))
                    ),
                }
            ),
        };
        return document.ToJsonString(new() { WriteIndented = true }).ReplaceLineEndings("\n")
            + "\n";
    }

    private static JsonObject Rule(Law law) =>
        new()
        {
            ["id"] = law.Id,
            ["shortDescription"] = new JsonObject { ["text"] = law.Promise },
        };

    private static IEnumerable<JsonObject> Results(MigrationResult result, string folder) =>
        result
            .Broken.SelectMany(law =>
                law.Outcome.Evidence.Select(evidence =>
                    Result(law, "error", evidence.Text, Place(result.Migration, evidence, folder))
                )
            )
            .Concat(
                result
                    .Unchecked.Take(1)
                    .Select(law =>
                        Result(
                            law,
                            "warning",
                            $"Not checked: {law.Outcome.Obstacle}",
                            Location(result.Migration.Up.File, 1, folder)
                        )
                    )
            );

    private static JsonObject Result(LawResult law, string level, string text, JsonObject place) =>
        new()
        {
            ["ruleId"] = law.Law,
            ["level"] = level,
            ["message"] = new JsonObject { ["text"] = ReadableText.Of(text) },
            ["locations"] = new JsonArray(place),
        };

    /// <summary>The statement that the evidence names, or the beginning of the up script.</summary>
    private static JsonObject Place(FolderMigration migration, Evidence evidence, string folder)
    {
        foreach (var script in new[] { migration.Up, migration.Down }.OfType<FolderScript>())
        {
            if (
                script.Script.Statements.FirstOrDefault(statement =>
                    statement.Summary == evidence.Statement
                ) is
                { } statement
            )
            {
                return Location(script.File, statement.Line, folder);
            }
        }

        return Location(migration.Up.File, 1, folder);
    }

    private static JsonObject Location(string file, int line, string folder) =>
        new()
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject
                {
                    ["uri"] = string.Join(
                        '/',
                        (folder.Length == 0 ? file : $"{folder}/{file}")
                            .Split('/')
                            .Select(Uri.EscapeDataString)
                    ),
                },
                ["region"] = new JsonObject { ["startLine"] = line },
            },
        };

    /// <summary>Not by a collection expression: its generic Add needs reflection, which native code has not.</summary>
    private static JsonArray ArrayOf(IEnumerable<JsonObject> items) => new([.. items]);
}
