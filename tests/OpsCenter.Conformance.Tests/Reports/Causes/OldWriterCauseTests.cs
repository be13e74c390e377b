using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Reports.Causes;

/// <summary>What a statement of the old program meets, and the statement of the script that is the cause.</summary>
public sealed class OldWriterCauseTests
{
    [Theory]
    [InlineData(
        "it succeeded before, 23502 (null value in column \"region\" of relation \"note\" violates not-null constraint) after.",
        2
    )]
    [InlineData(
        "it succeeded before, 23514 (new row for relation \"note\" violates check constraint \"note_body_short\") after.",
        3
    )]
    [InlineData("it succeeded before, 42703 (column n.phone does not exist) after.", 4)]
    [InlineData("it succeeded before, 22003 (integer out of range) after.", 5)]
    [InlineData("it leaves different rows, in public.note.age: (1, 2.5) before, (1, 3) after.", 5)]
    public void What_an_old_writer_meets_leads_to_the_line(string said, int line) =>
        new CauseFinder(OldWriters)
            .Find("keeps-old-writers", Effect(said, "insert into public.note (id) values (1)"))
            .Place!.FirstLine.ShouldBe(line);

    [Fact]
    public void The_only_statement_on_the_table_of_an_old_writer_is_the_cause()
    {
        Find("select id from public.other").ShouldBe("up.sql, line 1");
        // Several change it, and the evidence names none.
        Find("select id from public.note").ShouldBe("public.note");
        Find("select 2").ShouldBe("The scripts as a whole");

        static string Find(string statement) =>
            new CauseFinder(OldWriters)
                .Find("keeps-old-writers", Effect("2 rows written before, 3 after.", statement))
                .Title;
    }

    private static MigrationPair OldWriters =>
        SampleCheck.Pair with
        {
            Up = new SqlScript(
                "up.sql",
                """
                update other set region = 'x';
                alter table note add column region text not null;
                alter table note add constraint note_body_short check (length(body) < 9);
                alter table note drop column phone;
                alter table note alter column age type int;
                alter table note alter column price type numeric(10,2);
                """
            ),
            Down = new SqlScript("down.sql", "select 1;"),
        };

    private static Evidence Effect(string said, string statement) =>
        new($"A statement written for the base has a different effect: {said}")
        {
            Statement = statement,
        };
}
