using OpsCenter.Conformance.Databases;
using OpsCenter.Migrations;
using OpsCenter.Schema;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Crash.Tests.Scenes;

/// <summary>Databases that V2 was applied to by the service, and that are used.</summary>
internal static class V2
{
    /// <summary>Values of V2 in half of the rows.</summary>
    public const string EverySecondRow = """
        update llm_usage_logs set provider = 'openai', source = 'row ' || total_tokens, cost_usd = total_tokens * 0.000001
        where total_tokens % 2 = 0
        """;

    public static DatabaseTemplate InUse(DatabaseTemplate before, string more = "") =>
        before.Then(
            $"{before.Name}_v2_in_use",
            async (source, cancellation) =>
            {
                await new Migrator(source).ApplyAsync(Releases.V2, cancellation);
                await V1.ExecuteAsync(source, V2Use.Sql + more, cancellation);
            }
        );
}
