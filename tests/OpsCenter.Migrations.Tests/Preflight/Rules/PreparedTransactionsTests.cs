using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Servers;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class PreparedTransactionsTests
{
    [Fact]
    public async Task One_that_holds_locks_is_named_with_the_statements_that_end_it()
    {
        await using var server = await OwnServer.StartAsync(("max_prepared_transactions", "2"));
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        await server.ExecuteAsync(
            "begin; update customers set ratio = 1; prepare transaction 'half done'"
        );

        await new PreparedTransactions().ShouldBeSilentAsync(server.ConnectionString);
        var found = await new PreparedTransactions().FindAsync(
            server.ConnectionString,
            new MigratorOptions { LongTransaction = TimeSpan.FromMilliseconds(1) }
        );

        var finding = found.ShouldHaveSingleItem();
        finding.Blocks.ShouldBeTrue();
        finding.Message.ShouldContain("\"half done\"");
        finding.Remedy.ShouldContain("rollback prepared 'half done';");
    }

    [Fact]
    [FollowsRemedy("prepared-transactions")]
    public async Task Each_of_the_advised_statements_ends_it()
    {
        await using var server = await OwnServer.StartAsync(("max_prepared_transactions", "2"));
        await using var source = Npgsql.NpgsqlDataSource.Create(server.ConnectionString);
        await Shop.BuildAsync(source);
        var options = new MigratorOptions
        {
            LongTransaction = TimeSpan.FromMilliseconds(1),
            StatisticsGrace = TimeSpan.FromSeconds(3),
        };
        var advised = await PreparedAsync();
        advised.Count.ShouldBe(2);
        string[] ways = [.. advised, .. new RulePage("prepared-transactions").Statements];
        ways.Length.ShouldBe(4);
        foreach (var way in ways)
        {
            await server.ExecuteAsync(way);
            await new PreparedTransactions().ShouldBeSilentAsync(server.ConnectionString, options);
            await PreparedAsync();
        }

        await server.ExecuteAsync(advised[0]);
        await new Migrator(source, options).ApplyAsync(Shop.Migration);

        async Task<IReadOnlyList<string>> PreparedAsync()
        {
            await server.ExecuteAsync(
                "begin; update customers set ratio = 1; prepare transaction 'its name'"
            );
            var refused = await Should.ThrowAsync<PreflightFailedException>(() =>
                new Migrator(source, options).ApplyAsync(Shop.Migration)
            );
            return Remedies.List(refused.Findings.ShouldHaveSingleItem().Remedy);
        }
    }
}
