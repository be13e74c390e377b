using Npgsql;
using OpsCenter.EmbeddedPostgres;
using OpsCenter.Schema.V1;

namespace OpsCenter.Schema.Tests.V1;

/// <summary>Roles belong to a server, not to a database: these tests have a server where nobody else makes <c>unicorn</c>.</summary>
public sealed class V1SeederRoleTests : IAsyncLifetime
{
    private static readonly V1SeedOptions Small = new() { UsageRows = 200 };

    private PostgresCluster _server = null!;
    private NpgsqlDataSource _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresCluster.StartAsync(new() { Major = TestMajors.Newest });
        _administrator = NpgsqlDataSource.Create(_server.ConnectionString);
        await RunAsync("create role plain login password 'plain'");
    }

    public async ValueTask DisposeAsync()
    {
        await _administrator.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Shape_A_needs_no_more_than_create_on_the_schema()
    {
        await RunAsync("grant create on schema public to plain");
        await using var plain = Plain();

        var report = await V1Seeder.SeedAsync(plain, Small);

        report.Tables.Count.ShouldBe(5);
        report.GrantedTo.ShouldBeNull();
        report.GrantNote.ShouldNotBeNull().ShouldContain("create role unicorn nologin");
    }

    [Theory]
    [InlineData(V1Shape.A, "grant usage, create on schema")]
    [InlineData(V1Shape.B, "create extension if not exists pgcrypto;")]
    public async Task A_missing_privilege_comes_with_its_remedy(V1Shape shape, string remedy)
    {
        await using var plain = Plain();

        var error = await Should.ThrowAsync<V1SeedException>(() =>
            V1Seeder.SeedAsync(plain, Small with { Shape = shape })
        );

        error.Message.ShouldContain("permission denied");
        error.Remedy.ShouldContain(remedy);
    }

    [Fact]
    public async Task Shape_B_needs_no_superuser_once_its_extensions_exist()
    {
        await RunAsync(
            "grant create on schema public to plain; create extension pgcrypto; create extension \"uuid-ossp\""
        );
        await using var plain = Plain();

        var report = await V1Seeder.SeedAsync(plain, Small with { Shape = V1Shape.B });

        report.Tables.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Many_sessions_may_create_the_role_at_once()
    {
        var grants = EmbeddedScripts.Read("v1/grants.sql").Text;

        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(grants)));
            await RunAsync("drop role unicorn");
        }
    }

    private NpgsqlDataSource Plain() =>
        NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_server.ConnectionString)
            {
                Username = "plain",
                Password = "plain",
            }
        );

    private async Task RunAsync(string sql)
    {
        await using var command = _administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
