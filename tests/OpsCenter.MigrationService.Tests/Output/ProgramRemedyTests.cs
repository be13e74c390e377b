using System.Text.RegularExpressions;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Output;

public partial class ProgramRemedyTests
{
    [Theory]
    [InlineData(
        "To let them wait: set opscenter.allow_blocking = on;",
        "To let them wait: --allow-blocking"
    )]
    [InlineData("Choose: set opscenter.archive = '3';", "Choose: --archive 3")]
    [InlineData(
        "Nobody waits if you run it online: psql -X -v script=back.sql -f run.sql, or: opscenter rollback. Go.",
        "Nobody waits if you run it online: opscenter rollback without --single-transaction. Go."
    )]
    [InlineData(
        "Run the script again when that transaction has ended; set lock_timeout to wait longer.",
        "Run the command again when that transaction has ended; wait longer with --lock-timeout."
    )]
    [InlineData(
        "If that is the one: grant usage on schema v1 to app; set search_path = v1;",
        "If that is the one: grant usage on schema v1 to app; add \"Search Path=v1\" to the connection."
    )]
    [InlineData(
        "If that is the one: set search_path = \"Else where\";",
        "If that is the one: add \"Search Path='\"Else where\"'\" to the connection."
    )]
    [InlineData(
        "Work as that role: set role \"the owners\";",
        "Work as that role: add \"Options=-c role=the\\ owners\" to the connection."
    )]
    [InlineData("in psql: set role app;", "in psql: set role app;")]
    [InlineData(
        "Run in one that may write: set default_transaction_read_only = off;",
        "Run in one that may write: add \"Options=-c default_transaction_read_only=off\" to the connection."
    )]
    public void A_setting_of_a_session_becomes_an_option(string advice, string expected) =>
        ProgramRemedy.Of(advice).ShouldBe(expected);

    [Fact]
    public void Every_setting_that_a_script_advises_has_its_option()
    {
        var advised = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "scripts", "sql", "machine"),
                "*.sql",
                SearchOption.AllDirectories
            )
            .SelectMany(file => Setting().Matches(File.ReadAllText(file)))
            .Select(match => match.Value.Replace("''", "'", StringComparison.Ordinal))
            .Select(text => text.Replace("%L", "'1'", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        advised.ShouldNotBeEmpty();
        advised.ShouldAllBe(text => !ProgramRemedy.Of(text).Contains("set "));
    }

    /// <summary>After a colon; opscenter.mode is never set by whoever runs the program.</summary>
    [GeneratedRegex(@"(?<=: )(?:re)?set (?!opscenter\.mode)[a-z_.]+ ?[^;]*;")]
    private static partial Regex Setting();
}
