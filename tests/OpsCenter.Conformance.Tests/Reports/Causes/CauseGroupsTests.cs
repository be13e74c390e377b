using OpsCenter.Conformance.Reports.Causes;
using OpsCenter.Conformance.Verdicts;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Tests.Reports.Causes;

public sealed class CauseGroupsTests
{
    [Fact]
    public void Laws_stand_below_the_statement_that_broke_them_and_lost_data_is_first() =>
        Said(CauseGroups.Of(SampleCheck.Report, SampleCheck.Pair))
            .ShouldBe([
                "up <1>.sql, lines 3 to 4: preserves-data, keeps-old-writers, preserves-schema",
                "down.sql, line 1: keeps-new-data, crash-safe",
                "up <1>.sql, line 2: crash-safe, idempotent",
                "The scripts as a whole: search-path-proof",
            ]);

    [Fact]
    public void A_law_with_several_causes_is_explained_below_the_worst() =>
        CauseGroups
            .Of(SampleCheck.Report, SampleCheck.Pair)
            .SelectMany(group => group.Laws)
            .Where(law => law.Result.Law == "crash-safe")
            .Select(law => (law.IsFirst, law.Evidence.Count))
            .ShouldBe([(true, 1), (false, 1)]);

    [Fact]
    public void Without_the_scripts_they_stand_below_the_object() =>
        Said(CauseGroups.Of(SampleCheck.Report, null))
            .ShouldContain(
                "public.reader: preserves-data, keeps-new-data, keeps-old-writers, preserves-schema"
            );

    [Theory]
    [InlineData(
        "preserves-data",
        "public.note.phone: the column is missing; it had 2 values.",
        null,
        3
    )]
    [InlineData(
        "online",
        "The up script read all 8 rows of public.note under SHARE.",
        "CREATE INDEX in: do $$ begin if true then",
        5
    )]
    [InlineData("reversible", "index public.note_body is new.", null, 5)]
    [InlineData(
        "honest-exit",
        "It is partly applied.",
        "do $$ begin if true then alter table note drop column phone; end if; create index note_body on note (bo...",
        1
    )]
    public void Within_a_block_it_is_the_line_that_counts(
        string law,
        string text,
        string? statement,
        int line
    )
    {
        var pair = SampleCheck.Pair with
        {
            Up = new SqlScript(
                "up.sql",
                """
                do $$ begin
                if true then
                    alter table note drop column phone;
                end if;
                create index note_body on note (body);
                perform set_config('a', 'b', true); -- A comment makes the summary long.
                end $$;
                """
            ),
            Down = new SqlScript("down.sql", "select 1;"),
        };
        var evidence = new Evidence(text)
        {
            Statement =
                statement?.StartsWith("do", StringComparison.Ordinal) == true
                    ? pair.Up.Statements[0].Summary
                : statement is null ? null
                : $"CREATE INDEX in: {pair.Up.Statements[0].Summary}",
        };

        new CauseFinder(pair).Find(law, evidence).Place!.FirstLine.ShouldBe(line);
    }

    [Fact]
    public void A_statement_that_changes_something_counts_and_not_the_condition_before_it()
    {
        var pair = SampleCheck.Pair with
        {
            Down = new SqlScript(
                "down.sql",
                """
                do $$ begin
                if exists (select from pg_attribute
                    where attrelid = 'note'::regclass and attname = 'phone') then
                    alter table note drop column phone;
                    comment on column note.phone is 'phone';
                end if;
                end $$;
                """
            ),
        };

        new CauseFinder(pair)
            .Find("keeps-new-data", new Evidence("Values written to public.note.phone are gone."))
            .Title.ShouldBe("down.sql, line 4");
    }

    [Theory]
    [InlineData("up.sql: the second run differs.")]
    [InlineData("db/0001_note.up.sql and note.sql, line 7: something")]
    public void The_name_of_a_script_is_no_object(string text) =>
        new CauseFinder(null)
            .Find("idempotent", new Evidence(text))
            .Title.ShouldBe("The scripts as a whole");

    [Theory]
    [InlineData("reversible", "constraint public.kind.kind_pkey is new.", "up.sql, line 1")]
    [InlineData("reversible", "column public.note.body is missing.", "down.sql, line 1")]
    [InlineData(
        "keeps-new-data",
        "Values written to public.kind.name do not exist.",
        "down.sql, line 2"
    )]
    [InlineData(
        "keeps-old-writers",
        "A statement fails: null value in column \"region\" of relation \"note\".",
        "The scripts as a whole"
    )]
    public void An_object_leads_to_the_statement_that_names_it(
        string law,
        string text,
        string title
    )
    {
        var pair = SampleCheck.Pair with
        {
            Up = new SqlScript("up.sql", "create table kind (name text primary key);"),
            Down = new SqlScript(
                "down.sql",
                "alter table note drop column body;\ndrop table kind;"
            ),
        };

        new CauseFinder(pair).Find(law, new Evidence(text)).Title.ShouldBe(title);
    }

    private static IEnumerable<string> Said(IReadOnlyList<CauseGroup> groups) =>
        groups.Select(group =>
            $"{group.Cause.Title}: {string.Join(", ", group.Laws.Select(law => law.Result.Law))}"
        );
}
