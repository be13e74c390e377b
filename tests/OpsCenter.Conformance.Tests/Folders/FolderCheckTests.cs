using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.Conformance.Reports;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>Each migration is checked on the database that all earlier ones make, with rows in it.</summary>
public sealed class FolderCheckTests
{
    private const string Customers = "create table customer (id int primary key, name text);";

    [Fact]
    public async Task Each_migration_meets_the_tables_and_rows_of_the_earlier_ones()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers, "drop table customer;")
            .Add("2_name", "alter table customer drop column name;", "select 1;");

        var report = await files.CheckAsync(new(), "applies", "preserves-data");

        report.Migrations[0].Report.Conforms.ShouldBeTrue();
        report
            .Migrations[1]
            .Broken.ShouldHaveSingleItem()
            .Outcome.Evidence.ShouldHaveSingleItem()
            .Text.ShouldContain("customer.name");
    }

    [Theory]
    [InlineData("alter table customer add mail text;", true)]
    [InlineData("alter table customer drop name;", false)]
    public async Task That_the_first_meets_no_rows_is_no_fault_of_it(string second, bool conforms)
    {
        using var files = new MigrationFiles().Add("1_customer", Customers).Add("2_next", second);

        var report = await files.CheckAsync(new(), "preserves-data");

        report.Migrations[0].Conforms.ShouldBeTrue();
        report.Conforms.ShouldBe(conforms);
    }

    [Fact]
    public async Task Where_no_law_had_anything_to_check_nothing_is_claimed()
    {
        using var files = new MigrationFiles().Add("1_customer", Customers);

        (await files.CheckAsync(new(), "preserves-data")).Conforms.ShouldBeFalse();
    }

    [Fact]
    public async Task Behind_a_migration_that_always_fails_nothing_is_claimed()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add("2_nothing", "alter table nothing add phone text;")
            .Add("3_mail", "alter table customer add mail text;");

        var report = await files.CheckAsync(new(), "applies", "preserves-data");

        report.Conforms.ShouldBeFalse();
        var open = report.Migrations[2].Report.Results.ShouldHaveSingleItem();
        open.Verdict.ShouldBe(Verdict.NotChecked);
        open.Outcome.Obstacle!.ShouldContain("2 nothing");
    }

    [Fact]
    public async Task Without_a_down_script_the_laws_about_it_are_left_out()
    {
        using var files = new MigrationFiles().Add("1_customer", Customers);

        var report = await files.CheckAsync(new(), "applies", "reversible");

        report
            .Migrations.ShouldHaveSingleItem()
            .Report.Results.ShouldHaveSingleItem()
            .Law.ShouldBe("applies");
    }

    [Fact]
    public void Every_law_that_is_named_for_folders_exists() =>
        FolderLaws
            .Ids.Concat(ToolCare.Of(ToolCare.OpsCenter).Select(declared => declared.Law))
            .Where(id => AllLaws.Find(id) is null)
            .ShouldBeEmpty();

    [Fact]
    public async Task Only_the_selected_are_checked_on_what_all_earlier_ones_make()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add("2_mail", "alter table customer add mail text;")
            .Add("3_mail", "alter table customer drop mail;");

        var report = await files.CheckAsync(
            new() { Selects = migration => migration.Key == "3", Jobs = 2 },
            "applies"
        );

        report.Migrations.ShouldHaveSingleItem().Migration.Key.ShouldBe("3");
        report.Conforms.ShouldBeTrue();
    }

    [Fact]
    public async Task On_several_majors_a_law_that_is_broken_on_one_is_broken()
    {
        Assert.SkipWhen(TestMajors.Oldest == TestMajors.Newest, "One major is under test.");
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add(
                "2_name",
                $"""
                do $$ begin
                    if current_setting('server_version_num')::int >= {TestMajors.Newest}0000 then
                        alter table customer drop column name;
                    else
                        alter table customer add column mail text;
                    end if;
                end $$;
                """
            );

        var report = await files.CheckOnAsync(
            [TestMajors.Oldest, TestMajors.Newest],
            new(),
            "preserves-data"
        );

        report.Majors.ShouldBe([TestMajors.Oldest, TestMajors.Newest]);
        report
            .Migrations[1]
            .Broken.ShouldHaveSingleItem()
            .Outcome.Evidence.ShouldHaveSingleItem()
            .Text.ShouldStartWith($"On PostgreSQL {TestMajors.Newest}: public.customer.name");
        FolderMarkdown
            .Write(report)
            .ShouldContain($"PostgreSQL {TestMajors.Oldest}, {TestMajors.Newest},");
    }

    [Fact]
    public async Task A_script_that_says_what_it_changes_declares_it()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add(
                "2_upper",
                "-- opscenter: changes public.customer.name\nupdate customer set name = upper(name);"
            );

        var report = await files.CheckAsync(new(), "preserves-data");

        report.Migrations[1].Report.Results[0].Verdict.ShouldBe(Verdict.Declared);
    }

    [Fact]
    public async Task The_comment_of_a_pull_request_has_no_markup_from_scripts()
    {
        using var files = new MigrationFiles().Add(
            "1_<img>",
            "create table \"<b>|`x`\" (id int);",
            "select * from \"*no*<i>\";"
        );

        var report = await files.CheckAsync(new(), "reversible");

        var text = FolderMarkdown.Write(report);
        text.ShouldContain("`1 <img>`");
        text.ShouldContain(@"\<summary\>".Replace(@"\", "", StringComparison.Ordinal));
        text.ShouldContain(@"1 \<img\>");
        text.ShouldContain(@"\*no\*\<i\>");
    }

    [Fact]
    public async Task Code_hosts_find_the_statement()
    {
        using var files = new MigrationFiles().Add(
            "1_customer",
            $"{Customers}\nalter table nothing add phone text;"
        );

        var report = await files.CheckAsync(new(), "applies");

        var text = FolderSarif.Write(report, "db/my migrations");
        text.ShouldContain("\"uri\": \"db/my%20migrations/1_customer.up.sql\"");
        text.ShouldContain("\"startLine\": 2");
        text.ShouldContain("\"ruleId\": \"applies\"");
    }
}
