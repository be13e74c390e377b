using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Migrations.Testing;
using OpsCenter.Testing.Servers;
using OpsCenter.Testing.Templates;

namespace OpsCenter.AppHost.Tests;

/// <summary>The real AppHost on the real orchestrator, with a program that waits for the migration.</summary>
public class DependantTests
{
    private const string Dependant = "dependant";
    private const string Exclusive = "exclusive";

    /// <summary>Ends the exclusive command, which one test runs.</summary>
    private static readonly TaskCompletionSource End = new();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_dependant_starts_when_the_migration_is_applied_and_not_before()
    {
        await using var application = await StartAsync(
            "--postgres",
            "embedded",
            "--usage-rows",
            "50"
        );
        var dependant = await StateAsync(application, Dependant, KnownResourceStates.Running);
        var migration = await StateAsync(application, "migration", SqlMigrationStates.Applied);
        dependant.StartTimeStamp.ShouldNotBeNull();
        dependant.StartTimeStamp.Value.ShouldBeGreaterThan(migration.StartTimeStamp!.Value);
        Property(migration, SqlMigrationProperties.Version).ShouldBe("v2 (2.0.0)");
        Property(migration, SqlMigrationProperties.ExitCode).ShouldBe("0");
        Property(migration, SqlMigrationProperties.Checksum).ShouldNotBeNull().Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_refused_migration_keeps_its_dependant_waiting_until_it_is_applied()
    {
        await using var database = await V1Async();
        await database.ExecuteAsync("create table model_servers (id integer)");
        await using var application = await StartAsync(Given(database.ConnectionString));

        var refused = await StateAsync(application, "migration", SqlMigrationStates.Refused);
        Property(refused, SqlMigrationProperties.ExitCode).ShouldBe("4");
        refused.ExitCode.ShouldBeNull();
        await StateAsync(application, Dependant, KnownResourceStates.Waiting);

        var again = await CommandAsync(application, "apply");
        again.Success.ShouldBeFalse();
        again.Data.ShouldNotBeNull().Value.ShouldContain("model_servers");
        again.Data.Value.ShouldContain("What to do:");

        await database.ExecuteAsync("drop table model_servers");
        (await CommandAsync(application, "apply")).Success.ShouldBeTrue();
        await StateAsync(application, Dependant, KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_server_that_starts_late_is_waited_for()
    {
        await using var database = await V1Async();
        using var server = new StartingServer(database.ConnectionString, refusals: 1);
        await using var application = await StartAsync(Given(server.ConnectionString));
        await StateAsync(application, "migration", SqlMigrationStates.Applying);
        server.Listen();
        await StateAsync(application, "migration", SqlMigrationStates.Applied);
    }

    [Fact]
    public async Task A_rollback_is_undone_by_apply_and_restore()
    {
        await using var database = await V1Async();
        await using var application = await StartAsync(Given(database.ConnectionString));
        await StateAsync(application, "migration", SqlMigrationStates.Applied);
        await database.ExecuteAsync("insert into model_pricing values ('m', 'p', 1, 2)");

        (await CommandAsync(application, "rollback")).Success.ShouldBeTrue();
        await StateAsync(application, "migration", SqlMigrationStates.RolledBack);
        (await CommandAsync(application, "apply")).Success.ShouldBeTrue();
        (await CommandAsync(application, "restore-archive")).Success.ShouldBeTrue();

        (await database.ScalarAsync<long>("select count(*) from model_pricing")).ShouldBe(1);
        await NoCommandRunsBesideAnExclusiveOneAsync(application);
    }

    private static async Task NoCommandRunsBesideAnExclusiveOneAsync(
        DistributedApplication application
    )
    {
        var exclusive = CommandAsync(application, Exclusive);
        await StateAsync(application, "migration", SqlMigrationStates.Waiting);

        var beside = await CommandAsync(application, "rollback");
        beside.Success.ShouldBeFalse();
        beside.Message.ShouldNotBeNull().ShouldContain("Another command of migration is running.");

        End.SetResult();
        (await exclusive).Success.ShouldBeTrue();
        await StateAsync(application, "migration", SqlMigrationStates.Applied);
    }

    private static Task<TestDatabase> V1Async() =>
        TestServer.For(TestMajors.Newest).CreateDatabaseAsync(V1Templates.ShapeA);

    private static string[] Given(string connectionString) =>
        [$"--ConnectionStrings:opscenterdb={connectionString}", "--no-backup"];

    private static async Task<DistributedApplication> StartAsync(params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        var builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.OpsCenter_AppHost>(
                arguments,
                patience.Token
            );
        var migration = builder.Resources.OfType<SqlMigrationResource>().Single();
        builder
            .CreateResourceBuilder(migration)
            .WithExclusiveCommand(
                Exclusive,
                Exclusive,
                (_, cancellationToken) => End.Task.WaitAsync(cancellationToken),
                new CommandOptions()
            );
        builder
            .AddExecutable(Dependant, "sleep", ".", "600")
            .WaitFor(builder.CreateResourceBuilder(migration));
        var application = await builder.BuildAsync(patience.Token);
        // The start lasts as long as the dependant waits.
        _ = application.StartAsync(CancellationToken.None);
        return application;
    }

    private static async Task<CustomResourceSnapshot> StateAsync(
        DistributedApplication application,
        string resource,
        string state
    )
    {
        using var patience = new CancellationTokenSource(Patience);
        var reached = await application.ResourceNotifications.WaitForResourceAsync(
            resource,
            update => update.Snapshot.State?.Text == state,
            patience.Token
        );
        return reached.Snapshot;
    }

    private static async Task<ExecuteCommandResult> CommandAsync(
        DistributedApplication application,
        string command
    )
    {
        using var patience = new CancellationTokenSource(Patience);
        return await application
            .Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync("migration", command, patience.Token);
    }

    private static string? Property(CustomResourceSnapshot snapshot, string name) =>
        snapshot.Properties.SingleOrDefault(property => property.Name == name)?.Value as string;
}
