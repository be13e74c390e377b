using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Journal;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Journal;

public class EngineJournalTests
{
    [Fact]
    public async Task The_journal_is_a_history_of_both_directions()
    {
        await using var shop = await Shop.CreateAsync();
        var migrator = Shop.Migrator(shop);
        await migrator.ApplyAsync(Shop.Migration);
        await migrator.RollbackAsync(Shop.Migration);
        await migrator.ApplyAsync(Shop.Migration);

        var history = (await migrator.StatusAsync(Shop.Migration)).History;

        history
            .Select(entry => (entry.Script, entry.Direction))
            .ShouldBe([
                ("toy_up.sql", MigrationDirection.Up),
                ("toy_down.sql", MigrationDirection.Down),
                ("toy_up.sql", MigrationDirection.Up),
            ]);
        history[0].Checksum.ShouldBe(Shop.Migration.Forward.Checksum);
    }

    [Fact]
    public async Task An_edited_script_is_refused_with_both_checksums()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        var edited = Shop.WithStatement("select 1;");

        var error = await Should.ThrowAsync<ChecksumChangedException>(() =>
            Shop.Migrator(shop).ApplyAsync(edited)
        );

        error.Message.ShouldContain(Shop.Migration.Forward.Checksum);
        error.Message.ShouldContain(edited.Forward.Checksum);
        (await Shop.Migrator(shop).StatusAsync(edited)).Standing.ShouldBe(
            MigrationStanding.ChecksumChanged
        );
    }

    [Fact]
    public async Task Line_ends_do_not_count_as_an_edit()
    {
        await using var shop = await Shop.CreateAsync();
        await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        var crlf = Shop.Migration.Forward.Text.ReplaceLineEndings("\r\n");

        var status = await Shop.Migrator(shop)
            .StatusAsync(Shop.Migration with { Forward = new MigrationScript("toy_up.sql", crlf) });

        status.Standing.ShouldBe(MigrationStanding.Applied);
    }

    [Fact]
    public async Task The_clock_of_the_journal_is_the_migrators()
    {
        await using var shop = await Shop.CreateAsync();
        var migrator = new Migrator(shop.DataSource, clock: new FixedClock());

        await migrator.ApplyAsync(Shop.Migration);

        var entry = (await migrator.StatusAsync(Shop.Migration)).History.ShouldHaveSingleItem();
        entry.ExecutedAt.ShouldBe(FixedClock.Noon);
    }

    [Fact]
    public async Task A_role_that_may_not_keep_the_journal_is_told_so_and_nothing_stays()
    {
        await using var shop = await Shop.CreateAsync();
        var role = $"clerk_{shop.Name}";
        await shop.ExecuteAsync(
            $"""
            create role {role} login password 'clerk';
            create schema opscenter;
            grant usage on schema opscenter to {role};
            grant create on schema public to {role}
            """
        );
        await using var source = NpgsqlDataSource.Create(shop.ConnectionStringFor(role, "clerk"));
        var migrator = new Migrator(source);

        var error = await Should.ThrowAsync<PreflightFailedException>(() =>
            migrator.ApplyAsync(Shop.Of("create table extra (id int)"))
        );

        error.Message.ShouldContain($"grant usage, create on schema opscenter to {role};");
        (await shop.ScalarAsync<bool>("select to_regclass('extra') is null")).ShouldBeTrue();
    }

    private sealed class FixedClock : TimeProvider
    {
        public static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
