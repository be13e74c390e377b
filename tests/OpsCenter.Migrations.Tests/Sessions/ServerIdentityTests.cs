using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Sessions;

public class ServerIdentityTests
{
    [Fact]
    public async Task A_run_whose_sessions_reach_two_servers_is_refused()
    {
        await using var other = await OwnServer.StartAsync();
        await using var shop = await Shop.CreateAsync();
        await using var there = NpgsqlDataSource.Create(other.ConnectionString);
        var context = new EngineContext(
            shop.DataSource,
            new MigratorOptions(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance
        );
        await using var runner = await RunnerLock.AcquireAsync(context, default);
        await using var stray = await DatabaseSession.OpenAsync(there, default);

        await Should.ThrowAsync<SeveralServersException>(() =>
            runner.EnsureSameServerAsync(stray, default)
        );
    }

    [Fact]
    public async Task Sessions_of_one_server_are_the_same_also_where_its_control_file_is_hidden()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(
            shop,
            "revoke execute on function pg_control_system() from public"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        await using var one = await DatabaseSession.OpenAsync(source, default);
        await using var two = await DatabaseSession.OpenAsync(source, default);

        ServerIdentity.EnsureSame(
            await ServerIdentity.ReadAsync(one, default),
            await ServerIdentity.ReadAsync(two, default)
        );

        (await ServerIdentity.ReadAsync(one, default)).System.ShouldBeNull();
    }

    [Fact]
    public async Task Sessions_of_one_server_are_the_same_also_with_other_ways_to_write_a_time()
    {
        await using var shop = await Shop.CreateAsync();
        await using var one = await DatabaseSession.OpenAsync(shop.DataSource, default);
        await using var two = await DatabaseSession.OpenAsync(shop.DataSource, default);
        await two.ExecuteBatchAsync(
            ["set datestyle = 'SQL, DMY'", "set timezone = 'Asia/Kolkata'"],
            default
        );

        ServerIdentity.EnsureSame(
            await ServerIdentity.ReadAsync(one, default),
            await ServerIdentity.ReadAsync(two, default)
        );
    }
}
