using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Trials;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Checks one law on a small pair of scripts, on the newest major.</summary>
internal static class OneLaw
{
    public static async Task<LawOutcome> CheckAsync(
        string law,
        string schema,
        string up,
        string down
    )
    {
        await using var server = await DatabaseServer.ConnectAsync(
            await TestServer.For(TestMajors.Newest).ConnectionStringAsync()
        );
        var pair = new MigrationPair
        {
            Name = "pair",
            Base = new SqlScript("base.sql", schema),
            Up = new SqlScript("up.sql", up),
            Down = new SqlScript("down.sql", down),
        };
        return await AllLaws
            .With(new LawOptions())
            .Single(candidate => candidate.Id == law)
            .CheckAsync(new Trial(pair, server), CancellationToken.None);
    }
}
