using Npgsql;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PreparedSelectsTests
{
    [Fact]
    public async Task A_table_that_gets_columns_is_noted()
    {
        await using var shop = await Shop.CreateAsync();

        await new PreparedSelects().ShouldNoteAsync(
            shop.ConnectionString,
            "public.customers",
            "deallocate all;"
        );
    }

    [Fact]
    [FollowsRemedy("prepared-selects")]
    public async Task The_statement_that_it_names_ends_the_error_that_it_names()
    {
        await using var shop = await Shop.CreateAsync();
        await using var session = await shop.DataSource.OpenConnectionAsync();
        await ExecuteAsync("prepare q as select * from customers; execute q");
        var advised = Remedies.Statements(
            (await new PreparedSelects().FindAsync(shop.ConnectionString))[0].Remedy
        );
        new RulePage("prepared-selects").Statements.Single().Trim().ShouldBe(advised);
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        var stale = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync("execute q"));
        await ExecuteAsync($"{advised} prepare q as select * from customers; execute q");

        new PreparedSelects().Why.ShouldContain($"SQLSTATE {stale.SqlState}");

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, session);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task Where_no_column_comes_nothing_is_noted()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);

        await new PreparedSelects().ShouldBeSilentAsync(shop.ConnectionString);
    }
}
