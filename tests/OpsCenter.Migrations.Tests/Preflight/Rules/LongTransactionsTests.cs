using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class LongTransactionsTests
{
    private static readonly MigratorOptions Impatient = new()
    {
        LongTransaction = TimeSpan.FromMilliseconds(1),
    };

    [Fact]
    public async Task One_that_holds_a_lock_is_named_with_its_statement_but_not_its_values()
    {
        await using var shop = await Shop.CreateAsync();
        await using var open = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "update customers set name = 'secret' where id = 1"
        );

        var found = await new LongTransactions().FindAsync(shop.ConnectionString, Impatient);

        var finding = found.ShouldHaveSingleItem();
        finding.Blocks.ShouldBeTrue();
        finding.Message.ShouldContain(
            $"pid {open.Pid} (application \"nightly report\", user \"postgres\")"
        );
        finding.Message.ShouldContain("is idle in transaction, and holds locks on customers");
        finding.Message.ShouldContain("update customers set name = ? where id = ?");
        finding.Remedy.ShouldContain($"pg_terminate_backend({open.Pid})");
    }

    [Fact]
    public async Task One_with_a_snapshot_stops_concurrent_builds()
    {
        await using var shop = await Shop.CreateAsync();
        await using var open = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "set transaction isolation level repeatable read; select count(*) from tags"
        );

        (await new LongTransactions().FindAsync(shop.ConnectionString, Impatient))
            .ShouldHaveSingleItem()
            .Message.ShouldContain("holds a snapshot");
    }

    [Fact]
    public async Task A_short_one_and_one_that_holds_nothing_are_no_matter()
    {
        await using var shop = await Shop.CreateAsync();
        await using var holder = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "lock customers"
        );
        await new LongTransactions().ShouldBeSilentAsync(shop.ConnectionString);
        await holder.DisposeAsync();
        await using var idle = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "select count(*) from tags; set local jit = off"
        );

        await new LongTransactions().ShouldBeSilentAsync(shop.ConnectionString, Impatient);
    }

    [Fact]
    public async Task It_may_be_allowed()
    {
        await using var shop = await Shop.CreateAsync();
        await using var open = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "select from customers"
        );

        var found = await new LongTransactions().FindAsync(
            shop.ConnectionString,
            Impatient with
            {
                Allowed = new HashSet<string> { "long-transactions" },
            }
        );

        found.ShouldHaveSingleItem().IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_role_may_not_see_is_said()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "alter table customers owner to {0}");
        await using var open = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "select from customers"
        );

        await new LongTransactions().ShouldNoteAsync(
            role.ConnectionString,
            $"pid {open.Pid}",
            $"where pid in ({open.Pid});"
        );
    }

    [Fact]
    public async Task The_statement_for_an_administrator_shows_what_the_role_may_not_see()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, "alter table customers owner to {0}");
        await using var open = await OpenTransaction.BeginAsync(
            shop.ConnectionString,
            "select from customers"
        );
        var note = (
            await new LongTransactions().FindAsync(role.ConnectionString)
        ).ShouldHaveSingleItem();

        var statement = note.Remedy[note.Remedy.IndexOf("select", StringComparison.Ordinal)..];

        (await shop.ScalarAsync<int>(statement)).ShouldBe(open.Pid);
    }
}
