using System.Reflection;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Migrations.Testing.Laws;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.Scripts.Statements;
using Xunit.Sdk;

namespace OpsCenter.Migrations.Testing.Tests.Folders;

/// <summary>One class gives tests for each migration of a folder, and a migration that loses data makes its own test red.</summary>
public sealed class FolderConformanceTests
{
    private static readonly int Major = TestMajors.Newest;

    [Fact]
    public async Task A_migration_that_loses_data_makes_its_own_test_red()
    {
        var shop = new Shop();

        await shop.Law("preserves-data", "2_phone.sql", Major);
        (await FailureOf(shop, "preserves-data", "3_no_name.sql"))
            .ShouldBeAssignableTo<IAssertionException>()
            .ShouldBeAssignableTo<Exception>()!
            .Message.ShouldContain("public.customer.name");
    }

    [Fact]
    public async Task The_order_of_the_tests_does_not_matter()
    {
        var shop = new InOtherOrder();

        (await FailureOf(shop, "preserves-data", "3_no_name.sql")).ShouldNotBeNull();
        await shop.Law("preserves-data", "2_phone.sql", Major);
        (await FailureOf(shop, "preserves-data", "3_no_name.sql")).ShouldNotBeNull();
    }

    [Fact]
    public async Task There_is_a_row_for_each_law_of_each_migration_named_by_them()
    {
        var rows = await RowsOf(typeof(Shop));

        rows.Select(row => $"{row.TestDisplayName} [{row.Label}]")
            .ShouldContain($"preserves-data [3_no_name.sql, PostgreSQL {Major}]");
        rows.ShouldAllBe(row => row.Traits!["law"].Single() == row.TestDisplayName);
        rows.Select(row => row.Traits!["migration"].Single())
            .Distinct()
            .ShouldBe(["1_customer.sql", "2_phone.sql", "3_no_name.sql"]);
    }

    [Fact]
    public async Task Without_a_down_script_there_is_no_test_of_the_rollback()
    {
        var rows = await RowsOf(typeof(Shop));

        rows.Where(row => row.TestDisplayName == "reversible")
            .Select(row => row.Traits!["migration"].Single())
            .ShouldBe(["2_phone.sql"]);
    }

    [Fact]
    public async Task A_migration_without_laws_only_builds_the_database()
    {
        (await RowsOf(typeof(LastOnly)))
            .Select(row => row.Traits!["migration"].Single())
            .Distinct()
            .ShouldBe(["3_no_name.sql"]);

        (await FailureOf(new LastOnly(), "preserves-data", "3_no_name.sql")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_declaration_counts_for_its_migration_only()
    {
        var shop = new Declares();

        await shop.Law("preserves-data", "3_no_name.sql", Major);
        TestContext.Current.Warnings!.ShouldHaveSingleItem().ShouldContain("Names are elsewhere.");
        (await FailureOf(shop, "preserves-data", "4_no_phone.sql")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(ToolCare.None, true)]
    public async Task What_the_tool_takes_care_of_is_declared(string? tool, bool fails)
    {
        FolderConformance shop = tool is null ? new Shop() : new ByHand();

        (await FailureOf(shop, "idempotent", "2_phone.sql") is not null).ShouldBe(fails);
    }

    [Fact]
    public async Task Behind_a_migration_that_fails_every_test_says_so()
    {
        var broken = new FailsInTheMiddle();

        ((await FailureOf(broken, "applies", "2_fails.sql"))).ShouldNotBeNull();
        foreach (var law in new[] { "applies", "preserves-data" })
        {
            (await FailureOf(broken, law, "3_phone.sql"))
                .ShouldNotBeNull()
                .Message.ShouldContain("An earlier migration fails, 2_fails.sql");
        }
    }

    private static ValueTask<Exception?> FailureOf(
        FolderConformance subject,
        string law,
        string migration
    ) => Record.ExceptionAsync(() => subject.Law(law, migration, Major));

    private static async Task<IReadOnlyCollection<ITheoryDataRow>> RowsOf(Type type) =>
        await new EachMigrationAttribute().GetData(
            type.GetMethod(
                nameof(FolderConformance.Law),
                BindingFlags.Instance | BindingFlags.Public
            )!,
            new DisposalTracker()
        );

    /// <summary>Three migrations: a table, a column that comes and goes, and a column that takes its values with it.</summary>
    private class Shop : FolderConformance
    {
        protected override MigrationFolder Read() =>
            MigrationFolder.Of("the shop", Scripts, new HashSet<string>());

        public override IReadOnlyList<int> Majors => [Major];

        public override IReadOnlyList<Law> LawsFor(FolderMigration migration) => FolderLaws.Full;

        protected virtual IReadOnlyList<FolderScript> Scripts =>
            [
                Sql("1_customer.sql", "create table customer (id int primary key, name text);"),
                Sql("2_phone.sql", "alter table customer add phone text;"),
                Sql("2_phone.down.sql", "alter table customer drop phone;"),
                Sql("3_no_name.sql", "alter table customer drop name;"),
            ];

        protected static FolderScript Sql(string file, string sql) =>
            new(file, new SqlScript(file, sql));
    }

    private sealed class InOtherOrder : Shop;

    private sealed class LastOnly : Shop
    {
        public override IReadOnlyList<Law> LawsFor(FolderMigration migration) =>
            migration.Key == "3_no_name.sql" ? FolderLaws.Fast : [];
    }

    private sealed class ByHand : Shop
    {
        public override string Tool => ToolCare.None;
    }

    private sealed class Declares : Shop
    {
        protected override IReadOnlyList<FolderScript> Scripts =>
            [.. base.Scripts, Sql("4_no_phone.sql", "alter table customer drop phone;")];

        public override IReadOnlyList<Declaration> DeclaredFor(FolderMigration migration) =>
            migration.Key == "3_no_name.sql" ? [new("preserves-data", "Names are elsewhere.")] : [];
    }

    private sealed class FailsInTheMiddle : Shop
    {
        protected override IReadOnlyList<FolderScript> Scripts =>
            [
                Sql("1_customer.sql", "create table customer (id int primary key, name text);"),
                Sql("2_fails.sql", "alter table nothing add phone text;"),
                Sql("3_phone.sql", "alter table customer add phone text;"),
            ];
    }
}
