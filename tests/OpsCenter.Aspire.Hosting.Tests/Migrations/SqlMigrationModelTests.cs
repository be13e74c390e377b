using OpsCenter.Aspire.Hosting.Migrations;

namespace OpsCenter.Aspire.Hosting.Tests.Migrations;

public class SqlMigrationModelTests
{
    [Fact]
    public void Every_wait_for_a_migration_means_a_migrated_database()
    {
        var (builder, migration) = Build();
        var one = builder.AddExecutable("one", "sleep", ".").WaitFor(migration).Resource;
        var two = builder.AddExecutable("two", "sleep", ".").WaitForStart(migration).Resource;
        MigratedWait.Apply(new DistributedApplicationModel(builder.Resources), migration.Resource);
        foreach (
            var wait in new[] { one, two }.SelectMany(r => r.Annotations.OfType<WaitAnnotation>())
        )
        {
            wait.Resource.ShouldBe(migration.Resource);
            wait.WaitType.ShouldBe(WaitType.WaitForCompletion);
            wait.ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public void It_waits_for_its_database_and_has_a_health_check_and_every_command()
    {
        var migration = Build().Migration.Resource;
        migration
            .Annotations.OfType<WaitAnnotation>()
            .ShouldContain(w => w.Resource.Name == "shop");
        migration
            .Annotations.OfType<HealthCheckAnnotation>()
            .ShouldHaveSingleItem()
            .Key.ShouldBe("migration_applied");
        migration
            .Annotations.OfType<ResourceCommandAnnotation>()
            .Select(command => command.Name)
            .ShouldBe([
                "plan",
                "preflight",
                "dry-run",
                "apply",
                "verify",
                "status",
                "rollback",
                "restore-archive",
            ]);
    }

    [Fact]
    public async Task The_program_gets_the_connection_whatever_the_database_is_called()
    {
        var (_, migration) = Build("--operation", "publish", "--publisher", "manifest");
        var context = new EnvironmentCallbackContext(
            new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish)
        );
        foreach (
            var annotation in migration.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>()
        )
        {
            await annotation.Callback(context);
        }

        context
            .EnvironmentVariables["OPSCENTER_CONNECTION"]
            .ShouldBeOfType<ReferenceExpression>()
            .ValueExpression.ShouldBe("{shop.connectionString}");
    }

    [Fact]
    public void It_has_no_container_in_run_mode() =>
        Build().Migration.Resource.Annotations.OfType<ContainerImageAnnotation>().ShouldBeEmpty();

    [Fact]
    public async Task Published_as_a_job_it_waits_backs_up_into_a_volume_and_runs_once()
    {
        var (_, migration) = Build("--operation", "publish", "--publisher", "manifest");
        migration.PublishAsJob(".", "Dockerfile");
        var resource = migration.Resource;
        resource.Annotations.OfType<DockerfileBuildAnnotation>().ShouldHaveSingleItem();
        resource
            .Annotations.OfType<ContainerMountAnnotation>()
            .ShouldHaveSingleItem()
            .Source.ShouldBe("migration-backups");
        var arguments = new CommandLineArgsCallbackContext([]);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(arguments);
        }

        arguments.Args.ShouldBe(["worker", "--wait", "60s"]);
    }

    private static (
        IDistributedApplicationBuilder Builder,
        IResourceBuilder<SqlMigrationResource> Migration
    ) Build(params string[] arguments)
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = arguments, DisableDashboard = true }
        );
        var database = builder.AddPostgres("postgres").AddDatabase("shop");
        return (builder, database.AddSqlMigrations("migration"));
    }
}
