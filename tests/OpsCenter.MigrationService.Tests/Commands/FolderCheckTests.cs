using System.Text.Json;
using System.Xml.Linq;
using CliWrap;
using CliWrap.Buffered;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary><c>opscenter check --migrations</c> as a pull request's check runs it.</summary>
public sealed class FolderCheckTests : IDisposable
{
    private readonly string _repository = Directory
        .CreateTempSubdirectory("opscenter-check-folder-")
        .FullName;

    private string Migrations => Path.Combine(_repository, "db");

    public FolderCheckTests()
    {
        Directory.CreateDirectory(Migrations);
        Write("1_customer.up.sql", "create table customer (id int primary key, name text);");
        Write("1_customer.down.sql", "drop table customer;");
        Write("2_name.up.sql", "alter table customer drop column name;");
        Write("2_name.down.sql", "alter table customer add column name text;");
    }

    public void Dispose() => Directory.Delete(_repository, recursive: true);

    [Fact]
    public async Task The_verdicts_are_on_the_screen_and_in_the_reports()
    {
        var result = await CheckAsync(
            "--law",
            "preserves-data",
            "--junit",
            In("junit.xml"),
            "--html",
            In("report.html"),
            "--markdown",
            In("comment.md"),
            "--sarif",
            In("check.sarif")
        );

        result.ExitCode.ShouldBe(ExitCodes.Broken, result.StandardError);
        result.StandardOutput.ShouldContain("conforms 1 customer");
        result.StandardOutput.ShouldContain("BROKEN   2 name");
        result.StandardOutput.ShouldContain("Of 2 migrations 1 breaks a law, 1 conforms.");
        result.StandardOutput.ShouldContain($"Report: {In("report.html")}\n");
        result.StandardOutput.ShouldContain("How to fix: opscenter help preserves-data\n");
        XDocument.Load(In("junit.xml")).Descendants("testsuite").Count().ShouldBe(2);
        (await File.ReadAllTextAsync(In("report.html"))).ShouldContain("1 breaks a law");
        (await File.ReadAllTextAsync(In("comment.md"))).ShouldContain("| ❌ | `2 name` |");
        using var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(In("check.sarif")));
        sarif
            .RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task The_engine_keeps_laws_that_the_scripts_alone_break()
    {
        Write("3_loss.up.sql", "delete from customer where id > 0;");
        Write("3_loss.down.sql", "select 1;");
        string[] laws =
        [
            "--law=preserves-data",
            "--law=idempotent",
            "--law=crash-safe",
            "--law=keeps-new-data",
        ];

        var alone = await CheckAsync(["--tool=none", .. laws]);
        var engine = await CheckAsync(["--through-engine", .. laws]);

        alone.StandardOutput.ShouldContain("Of 3 migrations 3 break a law.");
        engine.StandardOutput.ShouldContain("Of 3 migrations 3 conform.");
        engine.StandardOutput.ShouldContain("as opscenter runs them; 4 laws each");
        engine.ExitCode.ShouldBe(ExitCodes.Done, engine.StandardOutput);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0002")]
    [InlineData("name")]
    [InlineData("0002_name.up.sql")]
    public async Task One_migration_is_named_by_its_number_name_or_file(string name)
    {
        Directory.Delete(Migrations, recursive: true);
        Directory.CreateDirectory(Migrations);
        Write("0001_customer.up.sql", "create table customer (id int primary key, name text);");
        Write("0002_name.up.sql", "alter table customer drop column name;");

        var found = await CheckAsync("--only", name, "--law", "applies");
        var unknown = await CheckAsync("--only", "7", "--law", "applies");

        found.StandardOutput.ShouldContain("1 of 2 migrations");
        unknown.ExitCode.ShouldBe(ExitCodes.Usage);
        unknown.StandardError.ShouldContain("It takes a version, with or without leading zeros");
    }

    [Theory]
    [InlineData("--tool", "flyway", "--through-engine and --tool contradict each other")]
    [InlineData("--law", "online", "--law online is not checked with --through-engine")]
    public async Task What_means_nothing_through_the_engine_is_refused(
        string option,
        string value,
        string problem
    )
    {
        var result = await CheckAsync("--through-engine", option, value);

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain(problem);
    }

    [Fact]
    public async Task Of_a_pull_request_only_the_new_migrations_are_checked()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("add", ".");
        await GitAsync("commit", "--quiet", "--message", "first");
        Write("3_mail.up.sql", "alter table customer add column mail text;");
        Write("3_mail.down.sql", "alter table customer drop column mail;");

        var result = await CheckAsync("--since", "HEAD", "--law", "applies", "--json");

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        using var document = JsonDocument.Parse(result.StandardOutput);
        var migration = document.RootElement.GetProperty("migrations").EnumerateArray().Single();
        migration.GetProperty("version").GetString().ShouldBe("3");
    }

    [Fact]
    public async Task Where_nothing_has_changed_nothing_is_checked()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("add", ".");
        await GitAsync("commit", "--quiet", "--message", "first");

        var result = await CheckAsync("--since", "HEAD");

        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        result.StandardOutput.ShouldContain("Nothing to check");
    }

    [Theory]
    [InlineData("no such revision", "--since", "nowhere")]
    [InlineData("no such option of git", "--since", "--output=x")]
    [InlineData("no such migration", "--only", "7")]
    [InlineData("no such tool", "--tool", "rake")]
    [InlineData("no jobs", "--jobs", "0")]
    [InlineData("a pair and a folder", "--up", "up.sql")]
    [InlineData("what would keep many databases", "--keep")]
    public async Task What_cannot_be_meant_is_refused_before_anything_is_touched(
        string what,
        params string[] arguments
    )
    {
        await GitAsync("init", "--quiet");

        var result = await CheckAsync(arguments);

        result.ExitCode.ShouldBe(ExitCodes.Usage, what);
        result.StandardError.ShouldContain(arguments[0]);
        result.StandardOutput.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_option_about_folders_needs_one()
    {
        using var pair = new CheckedPair();

        var result = await pair.CheckAsync("--since", "HEAD");

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("--migrations");
    }

    [Fact]
    public async Task What_is_unchanged_comes_from_a_private_cache()
    {
        string[] arguments = ["--law", "preserves-data", "--cache", In("cache")];

        var first = await CheckAsync(arguments);
        var second = await CheckAsync(arguments);

        second.ExitCode.ShouldBe(first.ExitCode);
        first.StandardOutput.ShouldNotContain("cache");
        second.StandardOutput.ShouldContain("BROKEN   2 name (from the cache)");
        second.StandardOutput.ShouldContain("The verdicts for 2 of them are from the cache.");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(In("cache"))
                .ShouldBe(
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
        }
    }

    [Fact]
    public async Task A_cache_that_others_could_write_to_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        Directory.CreateDirectory(In("cache"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In("cache"), (UnixFileMode)0b111_111_111);
        }

        var result = await CheckAsync("--cache", In("cache"));

        result.ExitCode.ShouldBe(ExitCodes.Usage);
        result.StandardError.ShouldContain("every user of this machine can write to");
    }

    private string In(string name) => Path.Combine(_repository, name);

    private void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(Migrations, name), text);

    private async Task<BufferedCommandResult> CheckAsync(params string[] arguments)
    {
        var server = await TestServer.For(TestMajors.Newest).ConnectionStringAsync();
        string[] cache = arguments.Contains("--cache") ? [] : ["--no-cache"];
        return await OpsCenterProcess
            .Command(null, ["check", "--migrations", Migrations, .. cache, .. arguments])
            .WithEnvironmentVariables(variables => variables.Set("OPSCENTER_CHECK_SERVER", server))
            .ExecuteBufferedAsync();
    }

    private async Task GitAsync(params string[] arguments) =>
        await Cli.Wrap("git")
            .WithArguments([
                "-C",
                _repository,
                "-c",
                "user.name=test",
                "-c",
                "user.email=test@example.com",
                .. arguments,
            ])
            .ExecuteBufferedAsync();
}
