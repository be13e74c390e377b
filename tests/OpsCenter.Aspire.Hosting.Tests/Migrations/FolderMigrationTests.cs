using OpsCenter.Aspire.Hosting.Tests.Running;

namespace OpsCenter.Aspire.Hosting.Tests.Migrations;

/// <summary>A resource whose migrations are a folder.</summary>
public sealed class FolderMigrationTests
{
    private const string Program = """
        echo "$*" | sed 's/ --json-file.*//' >> calls
        case $command in
        status) report '{"database": "shop", "versions": [VERSIONS]}';;
        verify) report '{"objects": 3}'; exit VERIFIED;;
        *) report '{}';;
        esac
        """;

    [Theory]
    [InlineData("applied", 0, "Applied")]
    [InlineData("applied", 8, "Failed")]
    public async Task Apply_is_followed_by_a_verification(string state, int verified, string after)
    {
        await using var migration = With(verified, state, state);
        await migration.RunAsync("apply");
        migration.State.ShouldBe(after);
        var folder = Path.GetFullPath("../db/migrations", migration.AppHostFolder);
        migration
            .Lines("calls")
            .ShouldBe([
                $"apply --migrations {folder}",
                $"status --migrations {folder}",
                $"verify --migrations {folder}",
            ]);
    }

    [Theory]
    [InlineData("applied", "pending", "Pending")]
    [InlineData("applied", "edited", "Pending")]
    [InlineData("applied", "applying", "Failed")]
    [InlineData("missing", "applied", "Refused")]
    public async Task The_state_is_that_of_all_migrations_of_the_folder(
        string first,
        string second,
        string state
    )
    {
        await using var migration = With(0, first, second);
        await migration.RunAsync("status");
        migration.State.ShouldBe(state);
    }

    [Fact]
    public async Task A_folder_that_was_rolled_back_stays_so_until_it_is_applied()
    {
        await using var migration = With(0, "applied", "pending");
        migration.Resource.Standing.State = SqlMigrationStates.Applied;
        await migration.RunAsync("rollback");
        await migration.RunAsync("status");
        migration.State.ShouldBe("Rolled back");
    }

    [Fact]
    public void It_has_no_preflight_and_takes_a_backup_only_where_one_says_where_to()
    {
        Build(new SqlMigrationOptions())
            .Operations.Select(operation => operation.Name)
            .ShouldBe([
                "plan",
                "dry-run",
                "apply",
                "verify",
                "status",
                "rollback",
                "restore-archive",
            ]);
        Build(new SqlMigrationOptions()).TakesBackup.ShouldBeFalse();
        var options = new SqlMigrationOptions { BackupFolder = "/backups" };
        Build(options).TakesBackup.ShouldBeTrue();
        options.BackupArguments.ShouldBe(["--backup-dir", "/backups"]);
    }

    [Fact]
    public void Convention_and_source_are_given_with_the_folder() =>
        Build(new SqlMigrationOptions { Convention = "goose", Source = "shop" })
            .Arguments.Skip(2)
            .ShouldBe(["--convention", "goose", "--source", "shop"]);

    [Fact]
    public async Task Published_as_a_job_it_applies_the_folder_of_the_image()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = ["--operation", "publish", "--publisher", "manifest"],
                DisableDashboard = true,
            }
        );
        var migration = builder
            .AddPostgres("postgres")
            .AddDatabase("shop")
            .AddSqlMigrations("migration", "../db/migrations")
            .PublishAsJob(".", "Dockerfile");
        var arguments = new CommandLineArgsCallbackContext([]);
        foreach (
            var annotation in migration.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>()
        )
        {
            await annotation.Callback(arguments);
        }

        string.Join(' ', arguments.Args)
            .ShouldBe(
                "apply --wait 60s --backup-dir /var/lib/opscenter/backups --migrations /migrations"
            );
    }

    private static SqlMigrationResource Build(SqlMigrationOptions options) =>
        DistributedApplication
            .CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true })
            .AddPostgres("postgres")
            .AddDatabase("shop")
            .AddSqlMigrations("migration", "../db/migrations", options)
            .Resource;

    private static ScriptedMigration With(int verified, params string[] states) =>
        new(
            Program
                .Replace(
                    "VERSIONS",
                    string.Join(
                        ", ",
                        states.Select(
                            (state, index) =>
                                $$"""{"version": "{{index + 1}}", "name": "a", "state": "{{state}}"}"""
                        )
                    ),
                    StringComparison.Ordinal
                )
                .Replace("VERIFIED", $"{verified}", StringComparison.Ordinal),
            "../db/migrations"
        );
}
