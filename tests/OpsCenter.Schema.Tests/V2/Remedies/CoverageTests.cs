using System.Text.RegularExpressions;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>No script advises a statement that no test has executed.</summary>
public sealed partial class CoverageTests
{
    /// <summary>By file and words: why nothing is executed here.</summary>
    private static readonly (string Source, string Says, string Reason)[] NotHere =
    [
        (
            "machine/apply/blocking.sql",
            "set opscenter.allow_blocking = on;",
            "BigTableTests does it: the table has to be big."
        ),
        (
            "machine/rollback/blocking.sql",
            "set opscenter.allow_blocking = on;",
            "BigTableTests does it: the table has to be big."
        ),
        (
            "machine/apply/indexes.sql",
            "drop index concurrently",
            "A note: InvalidIndexTests does it."
        ),
        (
            "machine/apply/rights.sql",
            "grant create on tablespace %2$I",
            "TablespaceTests does it: tablespaces belong to the server."
        ),
        (
            "machine/restore/sequences.sql",
            "alter sequence ... owned by",
            "Which column it was is for the operator to say."
        ),
        (
            "machine/restore/rights.sql",
            "grant usage on schema %2$I",
            "Tables in a schema that may not be used are not found before."
        ),
        (
            "machine/trust/archives.sql",
            "alter table opscenter.archive owner to ...",
            "Who is to own it is for the operator to say."
        ),
        (
            "machine/trust/archives.sql",
            "alter table ... rename to ...",
            "OwnerTests does it: another line of the message names the table."
        ),
        ("machine/rollback/copy.sql", "create table %1$I.%2$I as", "Code, not a message."),
        ("machine/rollback/copy.sql", "if n = 0 then drop table", "Code, not a message."),
        (
            "v2/run_v2_online_guards.sql",
            "set default_transaction_read_only = off;",
            "DriverRemedyTests does it."
        ),
        (
            "v2/run_v2_online_guards.sql",
            "no force row level security;",
            "DriverRemedyTests does it."
        ),
    ];

    [Fact]
    public void Every_statement_of_a_message_is_executed()
    {
        var executed = RemedyTests
            .Everything.Values.Select(predicament => (predicament.Source, predicament.Says))
            .Concat(NotHere.Select(entry => (entry.Source, entry.Says)))
            .ToList();

        Literals()
            .Where(literal =>
                !executed.Any(known =>
                    known.Source == literal.Source
                    && literal.Text.Contains(known.Says, StringComparison.Ordinal)
                )
            )
            .Select(literal => $"{literal.Source}: {literal.Text}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_entry_is_of_a_message_that_there_is()
    {
        var literals = Literals().ToList();

        RemedyTests
            .Everything.Values.Select(predicament => (predicament.Source, predicament.Says))
            .Concat(NotHere.Select(entry => (entry.Source, entry.Says)))
            .Where(known =>
                !literals.Any(literal =>
                    literal.Source == known.Source
                    && literal.Text.Contains(known.Says, StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();
    }

    /// <summary>The literals with a statement behind a colon, by their files.</summary>
    private static IEnumerable<(string Source, string Text)> Literals()
    {
        var root = WorkingCopy.PathOf("scripts", "sql");
        return from path in Directory
                .EnumerateFiles(Path.Combine(root, "machine"), "*.sql", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Path.Combine(root, "v2"), "run_v2_online*.sql"))
                .Order(StringComparer.Ordinal)
            from literal in Literal().Matches(Comment().Replace(File.ReadAllText(path), ""))
            where Statement().IsMatch(literal.Value)
            select (
                Path.GetRelativePath(root, path).Replace('\\', '/'),
                literal.Value.Replace("''", "'", StringComparison.Ordinal)
            );
    }

    [GeneratedRegex(@"^ *--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"(?:^' ?(?:%s)?|[:;](?:%s)? )(?:alter|create|delete|drop|grant|reset|set) [^;]+;"
    )]
    private static partial Regex Statement();
}
