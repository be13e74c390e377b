using Microsoft.EntityFrameworkCore;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Library;
using OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests.Shop;
using OpsCenter.Scripts.Folders;
using Xunit.Sdk;

namespace OpsCenter.Migrations.Testing.EntityFrameworkCore.Tests;

public sealed class DbContextConformanceTests
{
    private static readonly int Major = TestMajors.Newest;

    [Fact]
    public async Task A_migration_that_loses_data_makes_its_own_test_red()
    {
        await new OfShop().Law("applies", "20260105090000_Customers", Major);
        (await FailureOf(new OfShop(), "preserves-data", "20260112090000_Address"))
            .ShouldBeAssignableTo<IAssertionException>()
            .ShouldBeAssignableTo<Exception>()!
            .Message.ShouldContain("public.customer.mail");
    }

    [Fact]
    public void A_migration_whose_Down_throws_has_no_down_script() =>
        new OfShop()
            .Migrations.Migrations.Select(migration => migration.Down is null)
            .ShouldBe([true, false]);

    [Fact]
    public void The_history_is_metadata_under_its_own_name() =>
        new OfShop().MetadataTables.ShouldBe(["admin.history"]);

    [Fact]
    public void Only_an_operation_that_suppresses_the_transaction_is_in_none()
    {
        var migrations = new OfLibrary(idempotent: false).Migrations.Migrations;

        migrations
            .Where(migration => !migration.Up.InTransaction)
            .ShouldHaveSingleItem()
            .Key.ShouldEndWith("_ReaderEmailIndex");
        migrations.ShouldAllBe(migration => migration.Down!.InTransaction);
    }

    [Fact]
    public async Task An_idempotent_script_can_run_twice()
    {
        await new Idempotently().Law("idempotent", "20260112090000_ReaderEmail", Major);

        (
            await FailureOf(new ByHand(), "idempotent", "20260112090000_ReaderEmail")
        ).ShouldNotBeNull();
    }

    private static ValueTask<Exception?> FailureOf(
        FolderConformance subject,
        string law,
        string migration
    ) => Record.ExceptionAsync(() => subject.Law(law, migration, Major));

    private sealed class OfShop : DbContextConformance
    {
        protected override DbContext CreateContext() => new ShopContext();
    }

    private class OfLibrary(bool idempotent) : DbContextConformance
    {
        public override string Tool => ToolCare.None;

        protected override bool Idempotent => idempotent;

        public override IReadOnlyList<Law> LawsFor(FolderMigration migration) => FolderLaws.Full;

        protected override DbContext CreateContext() => new LibraryContext();
    }

    private sealed class Idempotently() : OfLibrary(idempotent: true);

    private sealed class ByHand() : OfLibrary(idempotent: false);
}
