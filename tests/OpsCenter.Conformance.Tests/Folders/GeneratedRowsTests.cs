using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Tests.Folders;

/// <summary>Rows in tables that migrations left empty are a means: they break laws only where rows of any kind would.</summary>
public sealed class GeneratedRowsTests
{
    private const string Customers = "create table customer (id int primary key, name text);";

    [Fact]
    public async Task What_fails_only_on_rows_is_told_and_the_next_ones_are_checked_without_them()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add("2_phone", "alter table customer add phone text not null;")
            .Add("3_mail", "alter table customer add mail text;");

        var report = await files.CheckAsync(new(), "applies");

        report
            .Migrations.Select(migration => migration.Report.Conforms)
            .ShouldBe([true, false, true]);
        report
            .Migrations[1]
            .Broken[0]
            .Outcome.Evidence[0]
            .Text.ShouldContain("contains null values");
    }

    [Fact]
    public async Task A_migration_that_fails_on_generated_rows_is_checked_without_them()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add(
                "2_person",
                "create table person as table customer; drop table customer; alter table person add primary key (id);"
            )
            .Add(
                "3_kind",
                "alter table person add kind text not null;",
                "alter table person drop kind;"
            )
            .Add("4_note", "alter table person add note text;");

        var report = await files.CheckAsync(new(), "applies", "reversible");

        var found = report.Migrations[2].Report.Results;
        found[0].Verdict.ShouldBe(Verdict.Broken);
        found[0].Outcome.Evidence[0].Text.ShouldContain("rows that the harness put into empty");
        found[1].Verdict.ShouldBe(Verdict.Holds);
        found[1].Outcome.Notes.ShouldContain(note => note.Contains("without them"));
        report.Migrations[3].Report.Results[0].Verdict.ShouldBe(Verdict.Holds);
    }

    [Fact]
    public async Task A_text_that_a_type_of_an_extension_refuses_is_noted()
    {
        using var files = new MigrationFiles()
            .Add("1_category", "create table category (id int primary key, slug text not null);")
            .Add(
                "2_path",
                "create extension ltree; alter table category add path ltree; update category set path = slug::ltree;"
            );

        var report = await files.CheckAsync(new(), "applies");

        var applies = report.Migrations[1].Report.Results.ShouldHaveSingleItem();
        applies.Verdict.ShouldBe(Verdict.Holds);
        applies.Outcome.Notes.ShouldContain(note => note.Contains("ltree syntax error"));
    }

    [Fact]
    public async Task Rows_that_a_new_constraint_refuses_are_noted_and_break_no_law()
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add("2_name", "alter table customer add check (name in ('Ann', 'Bob'));");

        var report = await files.CheckAsync(new(), "applies", "preserves-data");

        var found = report.Migrations[1].Report.Results;
        found[0].Verdict.ShouldBe(Verdict.Holds);
        found[0].Outcome.Notes[0].ShouldContain("is violated by some row");
        found[1].Verdict.ShouldNotBe(Verdict.NotChecked);
    }

    [Theory]
    [InlineData("lower(name)")]
    [InlineData("trim(name)")]
    [InlineData("normalize(name)")]
    public async Task A_text_that_a_script_converts_is_there(string converted)
    {
        using var files = new MigrationFiles()
            .Add("1_customer", Customers)
            .Add("2_name", $"update customer set name = {converted};");

        var report = await files.CheckAsync(new(), "preserves-data");

        report.Migrations[1].Report.Results[0].Verdict.ShouldBe(Verdict.Broken);
    }
}
