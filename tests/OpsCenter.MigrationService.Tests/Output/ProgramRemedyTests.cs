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
        advised.ShouldAllBe(text => !ProgramRemedy.Of(text).Contains("opscenter."));
    }

    /// <summary>After a colon; opscenter.mode is never set by whoever runs the program.</summary>
    [GeneratedRegex(@"(?<=: )(?:re)?set opscenter\.(?!mode)[^;]+;")]
    private static partial Regex Setting();
}
