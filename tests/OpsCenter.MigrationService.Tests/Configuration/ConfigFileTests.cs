using CliWrap.Buffered;
using Npgsql;
using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Configuration;

/// <summary><c>opscenter.json</c>: values of options that a folder keeps.</summary>
public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _password;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Values_and_those_of_the_chosen_profile_count_as_if_they_were_given()
    {
        await using var database = await V1Database.CreateEmptyAsync();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "db"));
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Path, "db", "1_a.up.sql"),
            "create table a (id int);"
        );
        _folder.With(
            "opscenter.json",
            """
            {
                // The folder of this project.
                "migrations": "db",
                "profiles": { "wrong": { "lock-timeout": "never" } }
            }
            """
        );

        var apply = await RunAsync(database.ConnectionString, "apply");
        var help = await RunAsync(database.ConnectionString, "apply", "--help");
        var wrong = await RunAsync(database.ConnectionString, "apply", "--profile", "wrong");

        apply.ExitCode.ShouldBe(ExitCodes.Done, apply.StandardError);
        (await database.ScalarAsync<string>("select to_regclass('a')::text")).ShouldBe("a");
        help.StandardOutput.ShouldContain("Values from opscenter.json:\n  --migrations ");
        wrong.ExitCode.ShouldBe(ExitCodes.Usage);
        wrong.StandardError.ShouldContain("never");
    }

    [Fact]
    public async Task The_command_line_counts_first_then_the_profile_then_the_environment()
    {
        await using var database = await V1Database.CreateAsync();
        const string nowhere = "Host=127.0.0.1;Port=1";
        var builder = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var good =
            $"Host={builder.Host};Port={builder.Port};Database={builder.Database};Username={builder.Username}";
        _password = builder.Password;
        _folder.With(
            "opscenter.json",
            $$"""
            {
              "connection": "{{nowhere}}",
              "profiles": {
                "good": { "connection": "{{good}}" },
                "bad": { "connection": "{{nowhere}}" }
              }
            }
            """
        );

        var fromEnvironment = await RunAsync(database.ConnectionString, "status");
        var fromFile = await RunAsync(connection: null, "status");
        var fromProfile = await RunAsync(nowhere, "status", "--profile", "good");
        string[] other = ["--profile", "bad", "--connection", database.ConnectionString];
        var fromOption = await RunAsync(nowhere, ["status", .. other]);

        fromEnvironment.ExitCode.ShouldBe(ExitCodes.Done, fromEnvironment.StandardError);
        fromFile.ExitCode.ShouldBe(ExitCodes.CannotConnect);
        fromProfile.ExitCode.ShouldBe(ExitCodes.Done, fromProfile.StandardError);
        fromOption.ExitCode.ShouldBe(ExitCodes.Done, fromOption.StandardError);
    }

    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{\"migrations\": ", "is not JSON at line 1")]
    [InlineData("{\"migration-folder\": \"db\"}", "no command has an option --migration-folder")]
    [InlineData("{\"migrations\": {}}", "\"migrations\" is no text")]
    [InlineData("{\"discard\": \"shop\"}", "cannot be kept in a file")]
    [InlineData("{\"yes\": true}", "cannot be kept in a file")]
    [InlineData("{\"connection\": \"Host=db;Password=hunter2\"}", "has a password")]
    [InlineData("{\"connection\": \"postgres://a:hunter2@db/x\"}", "has a password")]
    public async Task A_file_that_cannot_be_used_is_refused(string text, string message)
    {
        _folder.With("opscenter.json", text);

        var result = await RunAsync("Host=127.0.0.1;Port=1", "status");

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain(message);
        result.StandardError.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("{}", "has no profiles")]
    [InlineData("{\"profiles\": {\"test\": {}}}", "has no profile \"production\"")]
    [InlineData(null, "there is no opscenter.json in this folder")]
    public async Task A_profile_that_is_not_there_is_refused(string? text, string message)
    {
        if (text is not null)
        {
            _folder.With("opscenter.json", text);
        }

        var result = await RunAsync("Host=127.0.0.1;Port=1", "status", "--profile", "production");

        result.ExitCode.ShouldBe(ExitCodes.Usage, result.StandardError);
        result.StandardError.ShouldContain(message);
    }

    [Fact]
    public async Task A_file_that_everybody_can_write_counts_only_if_it_is_named()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var database = await V1Database.CreateAsync();
        _folder.With("opscenter.json", "{\"lock-timeout\": \"1s\"}");
        File.SetUnixFileMode(
            Path.Combine(_folder.Path, "opscenter.json"),
            (UnixFileMode)0b110_110_110
        );

        var found = await RunAsync(database.ConnectionString, "status");
        var named = await RunAsync(
            database.ConnectionString,
            "status",
            "--config",
            "opscenter.json"
        );

        found.ExitCode.ShouldBe(ExitCodes.Usage, found.StandardOutput);
        found.StandardError.ShouldContain("every user of this machine can write to");
        named.ExitCode.ShouldBe(ExitCodes.Done, named.StandardError);
    }

    private Task<BufferedCommandResult> RunAsync(string? connection, params string[] arguments) =>
        OpsCenterProcess
            .Command(connection, arguments)
            .WithWorkingDirectory(_folder.Path)
            .WithEnvironmentVariables(variables =>
                variables
                    .Set("OPSCENTER_CONNECTION", connection)
                    .Set("ConnectionStrings__opscenterdb", null)
                    .Set("PGPASSWORD", _password)
            )
            .ExecuteBufferedAsync();
}
