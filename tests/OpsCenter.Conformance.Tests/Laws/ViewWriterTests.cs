namespace OpsCenter.Conformance.Tests.Laws;

/// <summary>The old program may write to views.</summary>
public sealed class ViewWriterTests
{
    private const string Base = """
        create table pet (id int primary key, name text not null, born date default now());
        create table log (n int);
        create view pets as select id, name, upper(name) as large from pet;
        insert into pet values (1, 'Rex');
        insert into log values (1);
        """;

    private const string Trigger = """
        create function written() returns trigger language plpgsql as $$
            begin
                {0}
                insert into pet values (new.id, new.name);
                return new;
            end
            $$;
        create trigger written instead of insert on pets for each row execute function written();
        """;

    [Theory]
    [InlineData("create rule ignored as on insert to pets do instead nothing;", true)]
    [InlineData("create rule ignored as on delete to pets do instead nothing;", true)]
    [InlineData("alter table pet add email text; insert into pet values (7, 'Tom');", false)]
    [InlineData(
        "alter view pets rename to old_pets; alter table pet add column email text; "
            + "create view pets as select id, name, upper(name) as large, email from pet;",
        false
    )]
    public async Task A_statement_on_a_view_does_the_same(string up, bool isReported)
    {
        var outcome = await OneLaw.CheckAsync("keeps-old-writers", Base, up, "select 1;");

        outcome
            .Evidence.Any(evidence =>
                evidence.Statement!.Contains("pets", StringComparison.Ordinal)
            )
            .ShouldBe(isReported);
        outcome.Obstacle.ShouldBeNull();
    }

    [Theory]
    [InlineData("delete from log;", true)]
    [InlineData("", false)]
    public async Task A_trigger_instead_of_the_statement_writes_the_same(
        string body,
        bool isReported
    )
    {
        var outcome = await OneLaw.CheckAsync(
            "keeps-old-writers",
            Base,
            Trigger.Replace("{0}", body, StringComparison.Ordinal),
            "select 1;"
        );

        outcome
            .Evidence.Any(evidence => evidence.Text.Contains("log", StringComparison.Ordinal))
            .ShouldBe(isReported);
    }
}
