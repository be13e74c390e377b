namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>Statements of the old program that now write to other tables.</summary>
public sealed class SideEffectTests
{
    private const string Base = """
        create table pet (id int primary key, name text);
        create table visit (id int, at date) partition by range (at);
        create table visit_1 partition of visit for values from ('2024-01-01') to ('2025-01-01');
        insert into pet values (1, 'Rex');
        insert into visit values (1, '2024-02-29');
        """;

    [Theory]
    [InlineData("truncate visit;", true)]
    [InlineData("truncate visit_1;", true)]
    [InlineData("delete from visit;", true)]
    [InlineData("perform from visit;", false)]
    public async Task A_trigger_that_empties_a_table_is_reported(string body, bool isReported)
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-old-writers",
            Base,
            $"""
            create function emptied() returns trigger language plpgsql as $$ begin {body} return null; end $$;
            create trigger emptied after insert on pet for each statement execute function emptied();
            """,
            "select 1;"
        );

        outcome
            .Evidence.Any(evidence =>
                evidence.Text.Contains("public.visit", StringComparison.Ordinal)
            )
            .ShouldBe(isReported);
    }
}
