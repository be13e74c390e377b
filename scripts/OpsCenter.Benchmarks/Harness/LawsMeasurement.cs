using OpsCenter.Conformance;
using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Migrations;
using OpsCenter.Schema;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Benchmarks.Harness;

/// <summary>Measures the check of all laws for V2.</summary>
internal static class LawsMeasurement
{
    public static Task<ConformanceReport> TakeAsync(DatabaseServer server)
    {
        Console.WriteLine("  all laws over V2");
        return ConformanceCheck.RunAsync(
            new MigrationPair
            {
                Name = "V2",
                Base = new SqlScript("shape_a.sql", V1("shape_a")),
                Data = new SqlScript(
                    "data.sql",
                    $"set opscenter.sample_usage_rows = '50';\n{V1("sample_data_a")}\n{V1("grants")}"
                ),
                Up = Script(Releases.V2.Forward),
                Down = Script(Releases.V2.Rollback),
                MetadataSchemas = ["opscenter", "opscenter_archive"],
                Grants = new SqlScript("grants", "grant create on database :database to :role;"),
            },
            server,
            progress: new Progress<LawResult>(result =>
                Console.WriteLine($"    {result.Law}: {result.Verdict}, {result.Duration}")
            )
        );
    }

    private static SqlScript Script(MigrationScript script) => new(script.FileName, script.Text);

    private static string V1(string name) => EmbeddedScripts.Read($"v1/{name}.sql").Text;
}
