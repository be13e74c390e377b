using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Approved;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Commands;

public sealed class CheckCommandTests
{
    private const string DropsAColumn = "alter table customer drop column if exists name;";

    [Fact]
    public async Task A_pair_that_keeps_the_laws_ends_with_0()
    {
        using var pair = new CheckedPair();

        var result = await pair.CheckAsync("--name", "notes");

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain("holds            preserves-data");
        result.StandardOutput.ShouldContain("notes conforms: all 3 laws that were checked hold");
        result.StandardOutput.ShouldNotContain("How to fix");
        result.StandardOutput.ShouldNotContain("Next: ");
        result.StandardError.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_law_ends_with_11_and_shows_the_lost_values()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);

        var result = await pair.CheckAsync();

        result.ExitCode.ShouldBe(ExitCodes.Broken);
        result.StandardOutput.ShouldContain("BROKEN           preserves-data");
        result.StandardOutput.ShouldContain("'Ann'");
        result.StandardOutput.ShouldContain("Broken: preserves-data, preserves-schema.");
        result.StandardOutput.ShouldContain(
            "How to fix: opscenter help preserves-data, opscenter help preserves-schema\nNext: the same with --html report.html"
        );
    }

    [Fact]
    public async Task A_declared_law_is_told_and_ends_with_0()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);

        var result = await pair.CheckAsync(
            "--declare",
            "preserves-data=names go",
            "--declare",
            "preserves-schema=so does the column"
        );

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain("Declared: names go");
        result.StandardOutput.ShouldContain(
            "It does not promise preserves-data, preserves-schema."
        );
    }

    [Fact]
    public async Task An_up_script_that_fails_leaves_the_other_laws_unproved()
    {
        using var pair = new CheckedPair().Write("up.sql", "select 1;\nselect nothing;");

        var result = await pair.CheckAsync();

        result.ExitCode.ShouldBe(ExitCodes.Broken);
        result.StandardOutput.ShouldContain("up.sql, line 2");
        result.StandardOutput.ShouldContain("Not checked, so that nobody knows: preserves-data");
    }

    [Fact]
    public async Task The_reports_are_written_also_for_a_broken_law()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);

        var result = await pair.CheckAsync(
            "--junit",
            pair.PathOf("junit.xml"),
            "--html",
            pair.PathOf("report.html")
        );

        result.StandardOutput.ShouldContain($"Report: {pair.PathOf("report.html")}\n");
        result.StandardOutput.ShouldContain($"Report: {pair.PathOf("junit.xml")}\n");
        result.StandardOutput.ShouldNotContain("Next: ");
        XDocument.Load(pair.PathOf("junit.xml")).Descendants("failure").Count().ShouldBe(2);
        File.ReadAllText(pair.PathOf("report.html"))
            .ShouldContain("The migration does not conform");
    }

    [Fact]
    public async Task The_ending_of_the_report_says_its_format()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);

        await pair.CheckAsync(
            "--report",
            pair.PathOf("report.html"),
            "--markdown",
            pair.PathOf("comment.md")
        );
        await pair.CheckAsync("--report", pair.PathOf("report.md"));
        var refused = await pair.CheckAsync("--report", pair.PathOf("report.txt"));

        File.ReadAllText(pair.PathOf("report.html"))
            .ShouldContain("The migration does not conform");
        var comment = File.ReadAllText(pair.PathOf("comment.md"));
        comment.ShouldContain("| ❌ | preserves-data | broken |");
        File.ReadAllText(pair.PathOf("report.md"))
            .Split('\n')
            .Length.ShouldBe(comment.Split('\n').Length);
        refused.ExitCode.ShouldBe(ExitCodes.Usage);
        refused.StandardError.ShouldContain("Name a file that ends with .html or .md.");
        File.Exists(pair.PathOf("report.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_property_names_of_the_document_are_as_approved()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);

        var result = await pair.CheckAsync("--json", "--declare", "preserves-data=names go");

        JsonShape.Of(result.StandardOutput).ShouldBeApproved("check");
        JsonDocument
            .Parse(result.StandardOutput)
            .RootElement.GetProperty("conforms")
            .GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task Keep_names_the_databases_that_stay()
    {
        using var pair = new CheckedPair().Write("up.sql", "select nothing;");

        var result = await pair.CheckAsync("--keep");

        var name = result
            .StandardOutput.Split('\n')
            .Single(line => line.Contains("kept: ", StringComparison.Ordinal))
            .Split("kept: ")[1]
            .Trim();
        result.StandardError.ShouldContain("Databases are kept: Host=");
        await using var kept = await TestServer.For(TestMajors.Newest).AdoptDatabaseAsync(name);
        (await kept.ScalarAsync<long>("select count(*) from customer")).ShouldBe(2);
    }

    [Fact]
    public async Task Without_keep_no_database_stays()
    {
        using var pair = new CheckedPair().Write("up.sql", DropsAColumn);
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();

        var running = pair.Command(database.ConnectionString, "--law", "preserves-data")
            .ExecuteBufferedAsync();
        var result = await running;

        result.ExitCode.ShouldBe(ExitCodes.Broken, result.StandardError);
        (await DatabasesOfAsync(database, running.ProcessId)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_server_an_embedded_one_is_started_and_stopped()
    {
        using var pair = new CheckedPair();
        var major = TestMajors.Newest.ToString(CultureInfo.InvariantCulture);

        var result = await pair.Command(null, "--law", "applies", "--major", major)
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain($"1 law on PostgreSQL {major}");
        result.StandardOutput.ShouldContain("conforms: the one law that was checked holds");
    }

    [Fact]
    public async Task On_several_majors_portable_compares_these_and_no_others()
    {
        Assert.SkipWhen(TestMajors.Oldest == TestMajors.Newest, "One major is under test.");
        using var pair = new CheckedPair();
        var majors = $"{TestMajors.Oldest},{TestMajors.Newest}";

        var result = await pair.Command(
                null,
                "--law",
                "applies",
                "--law",
                "portable",
                "--majors",
                majors,
                "--json"
            )
            .ExecuteBufferedAsync();

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        using var document = JsonDocument.Parse(result.StandardOutput);
        var root = document.RootElement;
        root.GetProperty("majors").EnumerateArray().Count().ShouldBe(2);
        var portable = root.GetProperty("laws")[1];
        portable.GetProperty("verdict").GetString().ShouldBe("holds");
        portable
            .GetProperty("promise")
            .GetString()
            .ShouldNotBeNull()
            .ShouldStartWith($"On PostgreSQL {TestMajors.Oldest}, {TestMajors.Newest} the scripts");
    }

    [Fact]
    public async Task A_signal_ends_it_with_130_and_drops_its_databases()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends no SIGINT.");
        using var pair = new CheckedPair().Write("up.sql", "select pg_sleep(60);");
        await using var database = await TestServer.For(TestMajors.Newest).CreateDatabaseAsync();
        using var patience = new CancellationTokenSource(OpsCenterProcess.Patience);
        var running = pair.Command(database.ConnectionString, "--json")
            .ExecuteBufferedAsync(patience.Token);
        await SleepingAsync(database);

        await Cli.Wrap("kill")
            .WithArguments(["-INT", running.ProcessId.ToString(CultureInfo.InvariantCulture)])
            .ExecuteAsync();

        var result = await running;
        result.ExitCode.ShouldBe(ExitCodes.Cancelled, result.StandardError);
        result.StandardError.ShouldContain("Its databases are dropped");
        using var document = JsonDocument.Parse(result.StandardOutput);
        var laws = document.RootElement.GetProperty("laws").EnumerateArray().ToList();
        laws.Count.ShouldBe(25);
        laws.ShouldContain(law => law.GetProperty("verdict").GetString() == "not-checked");
        (await DatabasesOfAsync(database, running.ProcessId)).ShouldBe(0);
    }

    private static async Task SleepingAsync(TestDatabase database)
    {
        var waited = Stopwatch.StartNew();
        while (
            await database.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where state = 'active' and query like 'select pg_sleep(60)%'"
            ) == 0
        )
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "The script did not begin.");
            await Task.Delay(50);
        }
    }

    private static Task<long> DatabasesOfAsync(TestDatabase database, int process) =>
        database.ScalarAsync<long>(
            $@"select count(*) from pg_database where datname like 'conformance%\_{process}\_%'"
        );
}
