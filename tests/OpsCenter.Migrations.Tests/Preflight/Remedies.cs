using System.Text.RegularExpressions;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Tests.Preflight;

/// <summary>Does what a message advises.</summary>
internal static partial class Remedies
{
    /// <summary>The statements after "run:", up to the last semicolon of the advice.</summary>
    public static string Statements(string remedy) =>
        string.Join(' ', Statement().Matches(remedy).Select(match => match.Groups["sql"].Value));

    /// <summary>Runs the statements of every finding as a superuser.</summary>
    public static async Task FollowAsync(
        this TestDatabase database,
        IEnumerable<PreflightFinding> findings
    )
    {
        foreach (var finding in findings)
        {
            var statements = Statements(finding.Remedy);
            statements.ShouldNotBeEmpty(finding.Remedy);
            await database.ExecuteAsync(statements);
        }
    }

    [GeneratedRegex(
        @"run: (?<sql>(?:(?:alter|grant|create|revoke|set) [^;]+; ?)+)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Statement();
}
