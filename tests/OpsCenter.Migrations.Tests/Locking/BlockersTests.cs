using Npgsql;
using OpsCenter.Migrations.Locking;
using OpsCenter.Migrations.Tests.Sessions;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Locking;

public class BlockersTests
{
    [Fact]
    public async Task A_prepared_transaction_is_named_until_it_is_ended()
    {
        await using var server = await OwnServer.StartAsync(("max_prepared_transactions", "2"));
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await server.ExecuteAsync(
            "begin; lock customers in share mode; prepare transaction 'left behind'"
        );

        var blocker = (await FindAsync(source, "ACCESS EXCLUSIVE")).ShouldHaveSingleItem();

        blocker.Pid.ShouldBeNull();
        blocker.Application.ShouldBe("left behind");
        blocker.Age.ShouldNotBeNull();
        await server.ExecuteAsync("rollback prepared 'left behind'");
        (await FindAsync(source, "ACCESS EXCLUSIVE")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_statement_that_no_conversion_takes_is_shown_without_what_it_cannot_take()
    {
        await using var server = await OwnServer.StartAsync();
        await server.ExecuteAsync(
            "create database bytes encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0"
        );
        var connection = $"{server.ConnectionString};Database=bytes";
        await using var source = NpgsqlDataSource.Create(connection);
        await Shop.BuildAsync(source);
        await using var latin = NpgsqlDataSource.Create(
            $"{connection};Encoding=ISO-8859-1;Client Encoding=SQL_ASCII"
        );
        await using var holder = await latin.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await new NpgsqlCommand(
            "lock customers in share mode; select 1 as caf\u00e9",
            holder
        ).ExecuteNonQueryAsync();

        var blocker = (await FindAsync(source, "ACCESS EXCLUSIVE")).ShouldHaveSingleItem();

        blocker.Pid.ShouldBe(holder.ProcessID);
        blocker.Query.ShouldNotBeNull().ShouldContain("as caf?");
    }

    [Fact]
    public async Task Of_a_session_whose_activity_is_hidden_only_the_name_is_shown()
    {
        await using var shop = await Shop.CreateAsync();
        var role = $"blind_{Guid.NewGuid():N}"[..20];
        await shop.ExecuteAsync($"create role {role} login password '{role}'");
        try
        {
            await using var source = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(shop.ConnectionString)
                {
                    Username = role,
                    Password = role,
                    Pooling = false,
                }.ConnectionString
            );
            await using var holder = await shop.DataSource.OpenConnectionAsync();
            await using var transaction = await holder.BeginTransactionAsync();
            await new NpgsqlCommand("lock customers in share mode", holder).ExecuteNonQueryAsync();

            var blocker = (await FindAsync(source, "ACCESS EXCLUSIVE")).ShouldHaveSingleItem();

            blocker.Pid.ShouldBe(holder.ProcessID);
            blocker.Query.ShouldBeNull();
            blocker.Details.ShouldBeEmpty();
        }
        finally
        {
            await shop.ExecuteAsync($"drop role {role}");
        }
    }

    [Theory]
    [InlineData("access share", "ACCESS EXCLUSIVE", true)]
    [InlineData("access share", "SHARE ROW EXCLUSIVE", false)]
    [InlineData("row exclusive", "SHARE ROW EXCLUSIVE", true)]
    [InlineData("row exclusive", "SHARE UPDATE EXCLUSIVE", false)]
    [InlineData("share update exclusive", "SHARE UPDATE EXCLUSIVE", true)]
    public async Task Only_who_holds_a_conflicting_lock_is_named(
        string held,
        string wanted,
        bool named
    )
    {
        await using var shop = await Shop.CreateAsync();
        await using var holder = await shop.DataSource.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await new NpgsqlCommand($"lock customers in {held} mode", holder).ExecuteNonQueryAsync();

        var found = await FindAsync(shop.DataSource, wanted);

        found.Select(blocker => blocker.Pid).ShouldBe(named ? [holder.ProcessID] : []);
    }

    private static async Task<IReadOnlyList<Blocker>> FindAsync(
        NpgsqlDataSource source,
        string mode
    )
    {
        await using var session = await EngineSession.OpenAsync(source);
        var table = await session.ScalarAsync<long>(
            "select 'public.customers'::regclass::oid::bigint",
            default
        );
        return await Blockers.FindAsync(session, LockMode.Of(mode), [table], [], default);
    }
}
