namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Rows that are there under another name.</summary>
public sealed class PreservesDataTests
{
    [Fact]
    public async Task A_table_that_is_renamed_and_altered_at_once_is_there()
    {
        var outcome = await OneLaw.CheckAsync(
            "preserves-data",
            "create table person (id int primary key, name text); insert into person values (1, 'a');",
            "alter table person rename to people; alter table people add column mail text, alter name set default '';",
            "select 1;"
        );

        outcome.Evidence.ShouldBeEmpty();
        outcome.Notes.ShouldContain(note => note.Contains("is renamed to public.people"));
    }

    [Fact]
    public async Task A_value_that_changes_in_a_renamed_table_is_reported()
    {
        var outcome = await OneLaw.CheckAsync(
            "preserves-data",
            "create table person (id int primary key, name text); insert into person values (1, 'a');",
            "alter table person rename to people; update people set name = 'b';",
            "select 1;"
        );

        outcome.Evidence.ShouldHaveSingleItem().Text.ShouldContain("public.person.name");
    }

    [Theory]
    [InlineData("alter table person rename name to title;", true)]
    [InlineData("alter table person drop column name, add column title text;", false)]
    public async Task A_new_column_without_values_is_no_renamed_one(string up, bool isRenamed)
    {
        var outcome = await OneLaw.CheckAsync(
            "preserves-data",
            "create table person (id int primary key, name text); insert into person values (1, null);",
            up,
            "select 1;"
        );

        outcome.Evidence.Count.ShouldBe(isRenamed ? 0 : 1);
        outcome.Notes.Any(note => note.Contains("is renamed to title")).ShouldBe(isRenamed);
    }

    [Theory]
    [InlineData("alter table person drop column name, add column title text;")]
    [InlineData("alter table person drop column name, add column name text;")]
    public async Task A_column_of_a_table_without_rows_is_lost_as_well(string up)
    {
        var outcome = await OneLaw.CheckAsync(
            "preserves-data",
            "create table person (id int primary key, name text);",
            up,
            "select 1;"
        );

        outcome.Evidence.ShouldHaveSingleItem().Text.ShouldContain("public.person.name");
    }
}
