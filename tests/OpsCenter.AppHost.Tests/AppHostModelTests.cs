using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace OpsCenter.AppHost.Tests;

public class AppHostModelTests
{
    [Fact]
    public async Task The_seed_waits_for_the_database_and_the_migration_for_the_seed()
    {
        await using var model = await BuildAsync("--postgres", "embedded");
        // WaitFor adds a wait for the parent, the server, by itself.
        var waits = Waits(model, "v1-seed").ToArray();
        waits.ShouldAllBe(wait => wait.WaitType == WaitType.WaitUntilHealthy);
        waits
            .Select(wait => wait.Resource.Name)
            .ShouldBe(["postgres", "opscenterdb"], ignoreOrder: true);
        var migration = Waits(model, "migration").Single(wait => wait.Resource.Name == "v1-seed");
        migration.WaitType.ShouldBe(WaitType.WaitForCompletion);
        migration.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Traffic_waits_for_the_seed_and_the_migration_until_traffic_runs()
    {
        await using var model = await BuildAsync("--postgres", "embedded", "--traffic-rate", "50");
        var traffic = Waits(model, "v1-traffic").ShouldHaveSingleItem();
        traffic.Resource.Name.ShouldBe("v1-seed");
        traffic.WaitType.ShouldBe(WaitType.WaitForCompletion);
        Waits(model, "migration")
            .Single(wait => wait.Resource.Name == "v1-traffic")
            .WaitType.ShouldBe(WaitType.WaitUntilHealthy);
        model
            .Resources.Single(resource => resource.Name == "v1-traffic")
            .Annotations.OfType<HealthCheckAnnotation>()
            .ShouldHaveSingleItem();
        (await ArgumentsAsync(model, "v1-traffic")).ShouldBe(["--rate", "50", "--progress", "5s"]);
    }

    [Fact]
    public async Task There_is_no_traffic_if_it_is_forbidden()
    {
        await using var model = await BuildAsync("--postgres", "embedded", "--no-traffic");
        model.Resources.ShouldNotContain(resource => resource.Name == "v1-traffic");
    }

    [Fact]
    public async Task A_server_that_runs_already_gets_neither_seed_nor_traffic()
    {
        await using var model = await BuildAsync("--ConnectionStrings:opscenterdb=Host=db.example");
        model.Resources.ShouldNotContain(resource => resource.Name == "v1-traffic");
        model.Resources.ShouldNotContain(resource => resource.Name == "v1-seed");
        Waits(model, "migration").ShouldHaveSingleItem().Resource.Name.ShouldBe("opscenterdb");
    }

    [Fact]
    public async Task Options_reach_the_seed()
    {
        await using var model = await BuildAsync(
            "--postgres",
            "embedded",
            "--shape",
            "b",
            "--usage-rows",
            "7"
        );
        (await ArgumentsAsync(model, "v1-seed")).ShouldBe([
            "seed",
            "--shape",
            "b",
            "--usage-rows",
            "7",
        ]);
    }

    [Theory]
    [InlineData("v1-seed", "")]
    [InlineData("v1-traffic", "")]
    // It may be that of any database, so it gets the connection in the variable that comes first.
    [InlineData("migration", "{opscenterdb.connectionString}")]
    public async Task The_operators_own_variables_lead_to_no_other_database(
        string name,
        string connection
    )
    {
        await using var model = await BuildAsync("--postgres", "embedded");
        var variables = await VariablesAsync(model, name);
        var given = variables["OPSCENTER_CONNECTION"];
        (given is ReferenceExpression text ? text.ValueExpression : given).ShouldBe(connection);
        variables["PGOPTIONS"].ShouldBe("");
        variables.ShouldContainKey("ConnectionStrings__opscenterdb");
    }

    [Fact]
    public async Task A_container_has_a_pinned_tag_and_no_volume()
    {
        await using var model = await BuildAsync("--postgres", "container");
        var server = model.Resources.OfType<PostgresServerResource>().ShouldHaveSingleItem();
        server
            .Annotations.OfType<ContainerImageAnnotation>()
            .Single()
            .Tag.ShouldNotBeNull()
            .ShouldStartWith("18.");
        server.Annotations.OfType<ContainerMountAnnotation>().ShouldBeEmpty();
        model.Resources.OfType<PostgresDatabaseResource>().Single().Name.ShouldBe("opscenterdb");
    }

    [Fact]
    public async Task The_embedded_server_is_an_executable_with_an_endpoint_of_its_own()
    {
        await using var model = await BuildAsync("--postgres", "embedded");
        var server = model.Resources.OfType<EmbeddedPostgresResource>().ShouldHaveSingleItem();
        var endpoint = server.Annotations.OfType<EndpointAnnotation>().ShouldHaveSingleItem();
        endpoint.IsProxied.ShouldBeFalse();
        endpoint.UriScheme.ShouldBe("tcp");
        server.ConnectionStringExpression.ValueExpression.ShouldBe(
            "Host=127.0.0.1;Port={postgres.bindings.tcp.port};Username=postgres;Password={postgres-password.value}"
        );
        server.Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_connection_string_takes_a_server_that_runs_already()
    {
        await using var model = await BuildAsync("--ConnectionStrings:opscenterdb=Host=db.example");
        model
            .Resources.OfType<ExecutableResource>()
            .Where(r => r is EmbeddedPostgresResource)
            .ShouldBeEmpty();
        // The migration is a container only where it is published.
        model
            .Resources.OfType<ContainerResource>()
            .ShouldAllBe(resource => resource is SqlMigrationResource);
        var database = (IResourceWithConnectionString)
            model.Resources.Single(r => r.Name == "opscenterdb");
        (await database.GetConnectionStringAsync()).ShouldBe("Host=db.example");
    }

    private static async Task<IDistributedApplicationTestingBuilder> BuildAsync(
        params string[] arguments
    ) =>
        await DistributedApplicationTestingBuilder.CreateAsync<Projects.OpsCenter_AppHost>(
            arguments
        );

    private static IEnumerable<WaitAnnotation> Waits(
        IDistributedApplicationTestingBuilder model,
        string name
    ) => model.Resources.Single(r => r.Name == name).Annotations.OfType<WaitAnnotation>();

    private static async Task<Dictionary<string, object>> VariablesAsync(
        IDistributedApplicationTestingBuilder model,
        string name
    )
    {
        var context = new EnvironmentCallbackContext(
            new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish)
        );
        var resource = model.Resources.Single(r => r.Name == name);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }

    private static async Task<IEnumerable<string?>> ArgumentsAsync(
        IDistributedApplicationTestingBuilder model,
        string name
    )
    {
        var context = new CommandLineArgsCallbackContext([]);
        var resource = model.Resources.Single(r => r.Name == name);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.Args.Select(Text);
    }

    private static string? Text(object argument) =>
        argument is IResourceBuilder<ParameterResource> { Resource: var parameter }
            ? parameter.GetValueAsync(CancellationToken.None).AsTask().Result
            : argument as string;
}
