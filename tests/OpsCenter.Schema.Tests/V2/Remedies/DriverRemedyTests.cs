using System.Text.RegularExpressions;
using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What a refusal of run_v2_online.sql advises is done as it stands there, and then it runs.</summary>
public sealed partial class DriverRemedyTests
{
    /// <summary>psql's exit code tells whether it ran.</summary>
    private static readonly string[] Stop = ["-v", "ON_ERROR_STOP=1"];

    private static readonly string Driver = new Script("run_v2_online.sql").Path;

    [Theory]
    [InlineData("create publication everything for all tables;", "")]
    [InlineData("", "\\set PORT 6432\n")]
    [InlineData(
        "grant create on database {database} to {role}; grant create on schema public to {role}; alter table llm_providers owner to {role}; "
            + "alter table llm_usage_logs owner to {role}; alter table llm_models owner to {role}; "
            + "alter table llm_providers enable row level security, force row level security;",
        "set role {role};\n"
    )]
    public async Task A_variable_of_psql(string arrangement, string session)
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(TestMajors.Newest);
        await database.ExecuteAsync($"{Named(arrangement)};");
        var text = $"{Named(session)}\\i '{Driver}'\n";
        var refused = await database.Psql.RunScriptTextAsync(text, Stop);
        refused.ExitCode.ShouldNotBe(0);
        var variable = Variable().Match(refused.StandardError).Groups["variable"].Value;

        var result = await database.Psql.RunScriptTextAsync(text, [.. Stop, "-v", variable]);

        result.ExitCode.ShouldBe(0, result.StandardError);

        string Named(string sql) =>
            sql.Replace("{role}", role.Name, StringComparison.Ordinal)
                .Replace("{database}", database.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_of_the_session()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        const string readOnly = "set default_transaction_read_only = on;\n";
        var refused = await database.Psql.RunScriptTextAsync($"{readOnly}\\i '{Driver}'\n", Stop);
        refused.ExitCode.ShouldNotBe(0);

        var result = await database.Psql.RunScriptTextAsync(
            $"{readOnly}{Statement().Match(refused.StandardError).Value}\n\\i '{Driver}'\n",
            Stop
        );

        result.ExitCode.ShouldBe(0, result.StandardError);
    }

    [Fact]
    public async Task A_statement_of_the_owner()
    {
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            Predicament.Owns.Replace("{role}", role.Name, StringComparison.Ordinal)
        );
        await database.ExecuteAsync($"grant create on database {database.Name} to {role}");
        (await database.UpAsync($"set role {role}")).ShouldSucceed();
        await database.ExecuteAsync(
            "alter table llm_usage_logs enable row level security, force row level security; alter table model_pricing enable row level security, force row level security"
        );
        var rollback =
            $"set role {role};\n\\set script {Script.Rollback.FileName}\n\\i '{Driver}'\n";
        var refused = await database.Psql.RunScriptTextAsync(rollback, Stop);
        refused.ExitCode.ShouldNotBe(0);
        var statements = Statement().Matches(refused.StandardError);
        statements.Count.ShouldBe(2);

        var result = await database.Psql.RunScriptTextAsync(
            $"set role {role};\n{string.Join('\n', statements.Select(match => match.Value))}\n{rollback}",
            Stop
        );

        result.ExitCode.ShouldBe(0, result.StandardError);
    }

    [GeneratedRegex(@"psql -v (?<variable>\w+=[\w,-]+)|-v (?<variable>keeps_session=yes)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?<=[:;] )(?:alter table|set) [^;]+;")]
    private static partial Regex Statement();
}
