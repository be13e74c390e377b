using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Preflight.Advice;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class StatementTimeoutTests
{
    [Fact]
    public async Task A_limit_of_the_role_is_noted_and_does_not_cut_a_migration()
    {
        await using var shop = await Shop.CreateAsync();
        var connection =
            $"{shop.ConnectionString};Options=-c statement_timeout=1500"
            + (shop.Major >= 17 ? " -c transaction_timeout=1500" : "");
        await using var source = Npgsql.NpgsqlDataSource.Create(connection);

        (await new StatementTimeout().FindAsync(connection)).ShouldContain(finding =>
            finding.Message.Contains("statement_timeout = 1500ms")
        );
        (
            await new Migrator(source).PreflightAsync(Shop.Migration, MigrationDirection.Up)
        ).Findings.ShouldContain(finding => finding.Message.Contains("statement_timeout = 1500ms"));
        var report = await new Migrator(source).ApplyAsync(
            Shop.WithStatement("select pg_sleep(2)")
        );
        report.IsPreserved.ShouldBeTrue();
    }

    [Fact]
    [FollowsRemedy("statement-timeout")]
    public async Task The_advised_statement_lets_the_script_run_in_psql()
    {
        await using var shop = await Shop.CreateAsync();
        var connection = $"{shop.ConnectionString};Options=-c statement_timeout=300;Pooling=false";
        var script = Shop.WithStatement("select pg_sleep(0.5)").Forward.Text;
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() =>
                Remedies.ExecuteAsync(connection, [script])
            )
        ).SqlState.ShouldBe("57014");
        var note = (await new StatementTimeout().FindAsync(connection)).ShouldHaveSingleItem();
        var advised = Remedies.Statements(note.Remedy);
        new RulePage("statement-timeout").Statements.Single().Trim().ShouldBe(advised);

        await Remedies.ExecuteAsync(connection, [advised, script]);
    }

    [Fact]
    public async Task A_session_that_waits_for_the_others_is_not_ended_as_idle()
    {
        await using var shop = await Shop.CreateAsync();
        Assert.SkipWhen(shop.Major < 14, "idle_session_timeout came with 14.");
        await using var source = Npgsql.NpgsqlDataSource.Create(
            $"{shop.ConnectionString};Options=-c idle_session_timeout=1000"
        );

        var report = await new Migrator(source).ApplyAsync(
            Shop.WithStatement("select pg_sleep(2)")
        );

        report.IsPreserved.ShouldBeTrue();
    }
}
