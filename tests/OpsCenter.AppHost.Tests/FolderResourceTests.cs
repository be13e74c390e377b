using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using OpsCenter.Migrations.Testing;
using OpsCenter.Testing;
using OpsCenter.Testing.Templates;
using OpsCenter.Tests.Shared;

namespace OpsCenter.AppHost.Tests;

/// <summary>A folder of migrations on the real orchestrator.</summary>
public sealed class FolderResourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_folder_is_applied_at_the_start_and_rolled_back_by_its_command()
    {
        using var folder = new TemporaryFolder()
            .With("1_orders.up.sql", "create table orders (id int primary key);")
            .With("1_orders.down.sql", "drop table orders;");
        await using var database = await TestServer
            .For(TestMajors.Newest)
            .CreateDatabaseAsync(V1Templates.ShapeA);
        using var patience = new CancellationTokenSource(Patience);
        var builder =
            await DistributedApplicationTestingBuilder.CreateAsync<Projects.OpsCenter_AppHost>(
                [$"--ConnectionStrings:opscenterdb={database.ConnectionString}", "--no-backup"],
                patience.Token
            );
        builder
            .CreateResourceBuilder(
                builder.Resources.OfType<SqlMigrationResource>().Single().Database
            )
            .AddSqlMigrations<Service>("orders", folder.Path);
        await using var application = await builder.BuildAsync(patience.Token);
        _ = application.StartAsync(CancellationToken.None);

        var applied = await StateAsync(application, SqlMigrationStates.Applied);
        applied
            .Properties.Single(property => property.Name == SqlMigrationProperties.Version)
            .Value.ShouldBe("1 orders (1 of 1 applied)");
        await database.ExecuteAsync("insert into orders values (1)");

        var result = await application
            .Services.GetRequiredService<ResourceCommandService>()
            .ExecuteCommandAsync("orders", "rollback", patience.Token);

        result.Success.ShouldBeTrue(result.Message);
        await StateAsync(application, SqlMigrationStates.RolledBack);
        (
            await database.ScalarAsync<long>(
                "select row_count from opscenter_migrations.archive where table_name = 'orders'"
            )
        ).ShouldBe(1);
    }

    private static async Task<CustomResourceSnapshot> StateAsync(
        DistributedApplication application,
        string state
    )
    {
        using var patience = new CancellationTokenSource(Patience);
        return (
            await application.ResourceNotifications.WaitForResourceAsync(
                "orders",
                update => update.Snapshot.State?.Text == state,
                patience.Token
            )
        ).Snapshot;
    }

    private sealed class Service : IProjectMetadata
    {
        public string ProjectPath =>
            WorkingCopy.PathOf(
                "src",
                "OpsCenter.MigrationService",
                "OpsCenter.MigrationService.csproj"
            );
    }
}
