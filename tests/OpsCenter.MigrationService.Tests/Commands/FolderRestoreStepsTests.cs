using OpsCenter.MigrationService.Tests.Processes;
using OpsCenter.Tests.Shared;

namespace OpsCenter.MigrationService.Tests.Commands;

/// <summary>What a rollback archived of several migrations comes back by the commands that are printed.</summary>
public sealed class FolderRestoreStepsTests : IDisposable
{
    private const string Rows =
        "select (select string_agg(t::text, ';' order by id) from orders t) || (select string_agg(t::text, ';' order by id) from shipments t)";

    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("1_orders.up.sql", "create table orders (id int primary key, total int, code text);")
        .With("1_orders.down.sql", "drop table orders;")
        .With(
            "2_total.up.sql",
            "-- opscenter: changes public.orders\nupdate orders set total = 0 where total is null;"
        )
        .With("2_total.down.sql", "update orders set total = null where total = 0;")
        .With("3_code.up.sql", "-- opscenter: changes public.orders\nalter table orders drop code;")
        .With("3_code.down.sql", "alter table orders add code text;")
        .With(
            "4_shipments.up.sql",
            "create table shipments (id int primary key, order_id int not null references orders);"
        )
        .With("4_shipments.down.sql", "drop table shipments;");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_steps_that_a_rollback_names_close_every_archive()
    {
        await using var database = await UsedAsync();
        var written = await database.ScalarAsync<string>(Rows);

        (await RunAsync(database, "rollback", "--to", "0"))
            .Next()
            .ShouldBe(
                $"{Command("apply")} --to 1, then {Command("restore-archive")} brings back what was archived, before later migrations change it; then the same two with --to 2, --to 4, one after the other"
            );
        await RunAsync(database, "apply", "--to", "1");
        var first = await RunAsync(database, "restore-archive");
        await RunAsync(database, "apply", "--to", "2");
        var second = await RunAsync(database, "restore-archive");
        await RunAsync(database, "apply", "--to", "4");
        var last = await RunAsync(database, "restore-archive");

        first.ExitCode.ShouldBe(ExitCodes.Done);
        first.StandardOutput.ShouldBe(
            $"""
            archive 3: 3 rows restored to "public"."orders"
            archive 2 of "public"."orders" waits for 2 to be applied
            archive 1 of "public"."shipments" waits for 4 to be applied
            Restored: 3 rows from 1 archive.
            2 archives wait for migrations to be applied.
            Next: {Command("apply")} --to 2, then {Command("restore-archive")}

            """,
            StringCompareShould.IgnoreLineEndings
        );
        second.ExitCode.ShouldBe(ExitCodes.Done);
        second.StandardOutput.ShouldContain(
            "archive 2: 0 rows restored to \"public\".\"orders\"; 2 rows were there already, as archived\n"
        );
        second.Next().ShouldBe($"{Command("apply")} --to 4, then {Command("restore-archive")}");
        last.ExitCode.ShouldBe(ExitCodes.Done);
        last.Next().ShouldBeNull();
        (await database.ScalarAsync<string>(Rows)).ShouldBe(written);
        (await RunAsync(database, "restore-archive")).StandardOutput.ShouldStartWith(
            "There is nothing to restore"
        );
    }

    [Fact]
    public async Task After_an_apply_of_all_the_commands_that_are_named_lead_back()
    {
        await using var database = await UsedAsync();
        var written = await database.ScalarAsync<string>(Rows);
        await RunAsync(database, "rollback", "--to", "0");
        await RunAsync(database, "apply");

        var refused = await RunAsync(database, "restore-archive");
        refused.ExitCode.ShouldBe(ExitCodes.Refused);
        refused
            .Next()
            .ShouldBe(
                $"if a later migration is in the way, {Command("rollback")} --to 1, then restore-archive and apply in the order that it names"
            );
        (await RunAsync(database, "rollback", "--to", "1"))
            .Next()
            .ShouldBe(
                $"{Command("restore-archive")} brings back 1 archive, before later migrations change it; then apply and restore-archive with --to 2, --to 4, one after the other"
            );
        await RunAsync(database, "restore-archive");
        foreach (var version in new[] { "2", "4" })
        {
            await RunAsync(database, "apply", "--to", version);
            (await RunAsync(database, "restore-archive")).ExitCode.ShouldBe(ExitCodes.Done);
        }

        (await database.ScalarAsync<string>(Rows)).ShouldBe(written);
        (await RunAsync(database, "restore-archive")).StandardOutput.ShouldStartWith(
            "There is nothing to restore"
        );
    }

    [Fact]
    public async Task An_archive_that_is_named_by_its_number_and_waits_is_refused()
    {
        await using var database = await UsedAsync();
        await RunAsync(database, "rollback");

        var named = await RunAsync(database, "restore-archive", "--archive", "1");

        named.ExitCode.ShouldBe(ExitCodes.Refused);
        named.Next().ShouldBe($"{Command("apply")} --to 4, then {Command("restore-archive")}");
    }

    private async Task<TestDatabase> UsedAsync()
    {
        var database = await V1Database.CreateEmptyAsync();
        await RunAsync(database, "apply");
        await database.ExecuteAsync(
            "insert into orders values (1, 0), (2, 5), (3, 0); insert into shipments values (1, 1), (2, 3)"
        );
        return database;
    }

    private string Command(string name) => $"opscenter {name} --migrations {_folder.Path}";

    private Task<CliWrap.Buffered.BufferedCommandResult> RunAsync(
        TestDatabase database,
        params string[] arguments
    ) =>
        OpsCenterProcess.RunAsync(
            database.ConnectionString,
            [.. arguments, "--migrations", _folder.Path]
        );
}
