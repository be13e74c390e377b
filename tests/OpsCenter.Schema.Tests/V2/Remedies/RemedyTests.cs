using System.Text.RegularExpressions;
using OpsCenter.Conformance.Databases;
using OpsCenter.Schema.Tests.V2.Running;
using OpsCenter.Testing.Templates;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>What a refusal of a script advises is done as it stands there, and then the script runs.</summary>
public sealed partial class RemedyTests
{
    /// <summary>What a statement made possible may show that the next right is missing, too.</summary>
    private const int MostRounds = 4;

    private static readonly DatabaseTemplate Used = Templates
        .V2(Shape.A)
        .Then("v2_used", (source, _) => ExecuteAsync(source, V2Use.Sql));

    private static readonly DatabaseTemplate Archived = Used.Then(
        "v2_archived",
        async (source, _) =>
        {
            await ExecuteAsync(source, Script.Rollback.Text);
            await ExecuteAsync(source, Script.Up.Text);
        }
    );

    internal static IReadOnlyDictionary<string, Predicament> Everything { get; } =
        Predicaments
            .All.Concat(RollbackPredicaments.All)
            .Concat(RestorePredicaments.All)
            .Select(entry => KeyValuePair.Create($"{entry.Value.Script}: {entry.Key}", entry.Value))
            .ToDictionary(StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Everything.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_a_refusal_advises(string name)
    {
        var predicament = Everything[name];
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        await using var other = await TestRole.CreateAsync(TestMajors.Newest);
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(
                predicament.Start switch
                {
                    Start.V1 => V1Templates.ShapeA,
                    Start.Used => Used,
                    _ => Archived,
                }
            );
        var session = Named(predicament.Session);
        if (predicament.SecondUse.Length > 0)
        {
            await database.UseDownAndUpAsync(Named(predicament.SecondUse));
        }

        // One by one: not all may be part of a transaction.
        await database.ExecuteAsync(Named($"{predicament.Arrangement};"));

        var outcome = await database.RunAsync(predicament.Script, session);
        outcome.ShouldBeRefused();
        var said = outcome.Text;
        for (var round = 0; outcome.Error is not null && round < MostRounds; round++)
        {
            session += await FollowAsync(database, outcome) + Named(predicament.Then);
            outcome = await database.RunAsync(predicament.Script, session);
            said += outcome.Text;
        }

        outcome.ShouldSucceed();
        Regex.IsMatch(said, Words(predicament.Says)).ShouldBeTrue(said);

        string Named(string text) =>
            text.Replace("{role}", role.Name, StringComparison.Ordinal)
                .Replace("{other}", other.Name, StringComparison.Ordinal)
                .Replace("{database}", database.Name, StringComparison.Ordinal);
    }

    /// <summary>Runs what others have to run; returns what belongs into the script's own session.</summary>
    internal static async Task<string> FollowAsync(TestDatabase database, ScriptOutcome outcome)
    {
        var own = "";
        var advised = Advice($"{outcome.Error!.MessageText}\n{outcome.Error.Hint}");
        advised.ShouldNotBeEmpty(outcome.Text);
        foreach (var (owner, statement) in advised)
        {
            if (SessionStatement().IsMatch(statement))
            {
                own += statement;
                continue;
            }

            await using var connection = await database.DataSource.OpenConnectionAsync();
            if (owner.Length > 0)
            {
                await connection.RunAsync($"set role {owner}");
            }

            await connection.RunAsync(statement);
        }

        return own;
    }

    private static IReadOnlyList<(string Owner, string Statement)> Advice(string text) =>
        [
            .. text.Split('\n')
                .SelectMany(line =>
                    Statement()
                        .Matches(line)
                        .Select(match =>
                            (Owner().Match(line).Groups["owner"].Value, ValueFor(match.Value))
                        )
                ),
        ];

    /// <summary>A default that the reader has to choose.</summary>
    private static string ValueFor(string statement) =>
        statement.Replace("set default ...", "set default ''", StringComparison.Ordinal);

    /// <summary>A literal of a script as a pattern of what it says.</summary>
    private static string Words(string literal) =>
        Placeholder().Replace(Regex.Escape(literal), ".+?");

    private static async Task ExecuteAsync(Npgsql.NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"(?<=[:;] )(?:alter|create|delete|drop|grant|reset|set) [^;]+;")]
    private static partial Regex Statement();

    [GeneratedRegex("^(?:re)?set ")]
    private static partial Regex SessionStatement();

    [GeneratedRegex(@"owner \((?<owner>""[^""]+""|\w+)\) has to run: ")]
    private static partial Regex Owner();

    [GeneratedRegex(@"%(?:\d\\\$)?[IsL]")]
    private static partial Regex Placeholder();
}
