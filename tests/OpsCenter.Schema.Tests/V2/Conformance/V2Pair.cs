using OpsCenter.Conformance;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Conformance;

/// <summary>V2 as the harness sees it: two scripts, and the V1 shapes that they are for.</summary>
internal static class V2Pair
{
    private const int UsageRows = 50;

    public static SqlScript Up { get; } = Read(Script.Up);

    public static SqlScript Down { get; } = Read(Script.Rollback);

    public static IReadOnlyList<string> MetadataSchemas { get; } =
    ["opscenter", "opscenter_archive"];

    /// <summary>For the schema of the record.</summary>
    public static SqlScript Grants { get; } =
        new("grants", "grant create on database :database to :role;");

    public static IReadOnlyList<Declaration> Declared { get; } =
    [
        new(
            "online",
            "The single statement builds its indexes under SHARE, and refuses where that takes a second. "
                + "opscenter apply and run_v2_online.sql do it online."
        ),
    ];

    public static BaseSchema BaseOf(Shape shape) =>
        new(
            $"shape {shape}",
            new SqlScript($"shape {shape}", Schema(shape)),
            new SqlScript(
                $"sample data of shape {shape}",
                string.Join(
                    '\n',
                    FormattableString.Invariant(
                        $"set opscenter.sample_usage_rows = '{UsageRows}';"
                    ),
                    V1($"sample_data_{Letter(shape)}"),
                    V1("grants")
                )
            )
        );

    private static string Schema(Shape shape) =>
        shape == Shape.AWithStartupIndexes
            ? V1("shape_a") + V1("shape_a_startup_indexes")
            : V1($"shape_{Letter(shape)}");

    private static string Letter(Shape shape) => shape == Shape.B ? "b" : "a";

    private static string V1(string name) => EmbeddedScripts.Read($"v1/{name}.sql").Text;

    private static SqlScript Read(Script script) => new(script.FileName, script.Text);
}
