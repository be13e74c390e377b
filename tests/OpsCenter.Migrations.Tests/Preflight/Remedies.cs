using System.Text.RegularExpressions;
using Npgsql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Preflight;

/// <summary>Does what a message advises.</summary>
internal static partial class Remedies
{
    /// <summary>The statements of an advice, each behind a colon or another statement, with their semicolons.</summary>
    public static IReadOnlyList<string> List(string remedy) =>
        [.. Statement().Matches(remedy).Select(match => match.Value)];

    /// <summary>The same, in one line.</summary>
    public static string Statements(string remedy) => string.Join(' ', List(remedy));

    /// <summary>Runs the statements of every finding as a superuser.</summary>
    public static async Task FollowAsync(
        this TestDatabase database,
        IEnumerable<PreflightFinding> findings
    )
    {
        foreach (var finding in findings)
        {
            await FollowAsync(database.ConnectionString, finding.Remedy);
        }
    }

    /// <summary>Runs the statements of an advice one by one in a session of its own.</summary>
    public static Task FollowAsync(string connection, string remedy) =>
        ExecuteAsync(connection, List(remedy));

    /// <summary>Runs statements one by one in a session of its own, as somebody does who pastes them into psql.</summary>
    public static async Task ExecuteAsync(string connection, IReadOnlyList<string> statements)
    {
        statements.ShouldNotBeEmpty();
        await using var session = new NpgsqlConnection($"{connection};Pooling=false");
        await session.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, session);
            await command.ExecuteNonQueryAsync();
        }
    }

    [GeneratedRegex(
        @"(?<=[:;] |^)(?:alter|grant|create|revoke|set|select|drop|commit|rollback|deallocate) [^;]+;"
    )]
    private static partial Regex Statement();
}
