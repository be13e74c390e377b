using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Sessions;

public class EngineFailureTests
{
    [Theory]
    [InlineData("execute on function pg_catalog.hashtextextended(text, bigint)")]
    [InlineData("select on pg_catalog.pg_stat_activity")]
    public async Task What_hardening_took_away_is_named_and_giving_it_back_suffices(string right)
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, $"revoke {right} from public");
        await using var holder = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "select pg_advisory_lock(hashtextextended('opscenter.journal', 0))"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var migrator = new Migrator(source);

        var denied = await Should.ThrowAsync<PermissionDeniedException>(() =>
            migrator.StatusAsync(Shop.Migration)
        );

        denied.Remedy.ShouldContain($"grant {right} to {role.Name};");
        await shop.ExecuteAsync(Remedies.Statements(denied.Remedy));
        await migrator.StatusAsync(Shop.Migration);
    }

    [Fact]
    public async Task Who_may_not_read_the_metadata_is_told_all_that_reading_it_needs()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        await using var role = await Role.CreateAsync(
            shop,
            "revoke all on schema opscenter from {0}"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var migrator = new Migrator(source);

        var denied = await Should.ThrowAsync<PermissionDeniedException>(() =>
            migrator.StatusAsync(Shop.Migration)
        );

        await shop.ExecuteAsync(Remedies.Statements(denied.Remedy));
        (await migrator.StatusAsync(Shop.Migration)).AppliedBy.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_message_of_somebody_elses_talks_nobody_into_a_grant()
    {
        await using var shop = await Shop.CreateAsync();
        await shop.ExecuteAsync(
            """
            create table secrets (word text);
            create function greedy() returns event_trigger language plpgsql as
            'begin raise insufficient_privilege using message = ''permission denied for table secrets, function pg_read_file, pg_authid''; end';
            create event trigger greedy on ddl_command_start execute function greedy();
            """
        );
        await using var role = await Role.CreateAsync(
            shop,
            "alter event trigger greedy disable; alter table customers owner to {0}; grant create on schema public to {0}; "
                + "create schema opscenter authorization {0}; alter event trigger greedy enable"
        );
        await using var source = NpgsqlDataSource.Create(role.ConnectionString);
        var options = new MigratorOptions
        {
            Allowed = new HashSet<string>(StringComparer.Ordinal) { "event-triggers" },
        };

        var denied = await Should.ThrowAsync<MigrationException>(() =>
            new Migrator(source, options).ApplyAsync(Shop.Migration)
        );

        denied.Remedy.ShouldNotContain("grant ");
        await shop.ExecuteAsync("drop event trigger greedy");
    }
}
