using Npgsql;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PublicationsTests
{
    [Theory, EachMajor]
    public async Task A_published_table_that_gets_columns_is_refused(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await shop.ExecuteAsync("create publication news for table customers");

        await new Publications().ShouldRefuseAsync(
            shop,
            "Publication news publishes public.customers",
            "email"
        );
    }

    [Theory, EachMajor]
    public async Task A_publication_of_all_tables_counts(int major)
    {
        await using var shop = await Shop.CreateAsync(major);
        await shop.ExecuteAsync("create publication everything for all tables");

        var found = await new Publications().FindAsync(shop.ConnectionString);

        found.Count.ShouldBe(2);
        found[0].Message.ShouldContain("public.invoices, the tables of schema opscenter");
        found[1]
            .Message.ShouldBe(
                "Publication everything publishes public.customers, which would get: email."
            );
    }

    [Fact]
    public async Task A_column_list_keeps_the_new_columns_out()
    {
        await using var shop = await Shop.CreateAsync();
        Assert.SkipWhen(shop.Major < 15, "Column lists came with 15.");
        await shop.ExecuteAsync(
            "create publication news for table customers (id, name), table tags"
        );

        await new Publications().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    public async Task A_schema_that_is_published_counts()
    {
        await using var shop = await Shop.CreateAsync();
        Assert.SkipWhen(shop.Major < 15, "Publications of schemas came with 15.");
        await shop.ExecuteAsync("create publication news for tables in schema public");

        (await new Publications().FindAsync(shop.ConnectionString))
            .Select(finding => finding.Message)
            .ShouldContain(message =>
                message.Contains("public.invoices", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task A_publication_of_another_table_is_no_matter()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync("create publication news for table tags");

        await new Publications().ShouldBeSilentAsync(shop.ConnectionString);
    }

    [Fact]
    [FollowsRemedy("publications")]
    public async Task A_subscriber_that_was_migrated_first_goes_on()
    {
        await using var server = await OwnServer.StartAsync(
            ("wal_level", "logical"),
            ("max_wal_senders", "5"),
            ("max_replication_slots", "5")
        );
        await server.ExecuteAsync("create database subscriber");
        await using var publisher = NpgsqlDataSource.Create(server.ConnectionString);
        await using var subscriber = NpgsqlDataSource.Create(
            $"{server.ConnectionString};Database=subscriber"
        );
        await Shop.BuildAsync(publisher);
        await Shop.BuildAsync(subscriber);
        await ExecuteAsync(publisher, "create publication everything for all tables");
        await ExecuteAsync(
            publisher,
            "select pg_create_logical_replication_slot('sub', 'pgoutput')"
        );
        var password = new NpgsqlConnectionStringBuilder(server.ConnectionString).Password;
        await ExecuteAsync(
            subscriber,
            $"create subscription sub connection 'host=127.0.0.1 port={server.Port} dbname=postgres user=postgres password={password}' "
                + "publication everything with (create_slot = false, slot_name = 'sub', copy_data = false)"
        );

        await new Migrator(subscriber).ApplyAsync(Shop.Migration);
        await new Migrator(
            publisher,
            new MigratorOptions { Allowed = new HashSet<string> { "publications" } }
        ).ApplyAsync(Shop.Migration);
        await ExecuteAsync(publisher, "insert into tags values ('after')");

        await Eventually.TrueAsync(async () =>
        {
            await using var command = subscriber.CreateCommand(
                "select exists (select from tags where tag = 'after')"
            );
            return await command.ExecuteScalarAsync() is true;
        });
        await ExecuteAsync(
            subscriber,
            "alter subscription sub disable; alter subscription sub set (slot_name = none); drop subscription sub"
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
