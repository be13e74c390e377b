using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Scripts.Folders;

/// <summary>The line <c>-- opscenter: batch 10000 by id</c>: the statement after it is run for some rows at a time.</summary>
/// <param name="script">The script.</param>
/// <param name="line">The line of the directive.</param>
/// <param name="index">The index of its first character.</param>
internal sealed partial class BatchDirective(FolderScript script, int line, int index)
{
    /// <summary>The first word.</summary>
    public const string Name = "batch";

    /// <summary>How it looks.</summary>
    public const string Example = "batch 10000 by id";

    /// <summary>More rows than this are no short transaction.</summary>
    private const int MostRows = 1_000_000;

    /// <summary>The script with the rule for the statement after the directive.</summary>
    /// <exception cref="MigrationFolderException">The directive is malformed, or does not fit the statement.</exception>
    public FolderScript Applied(string text)
    {
        if (Form.Match(text) is not { Success: true } form)
        {
            throw Refusal(
                $"\"{text}\" does not say how many rows a batch has and by which column they are divided.",
                $"Write it as: -- opscenter: {Example}"
            );
        }

        if (
            !int.TryParse(
                form.Groups["rows"].Value,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var rows
            ) || rows is < 1 or > MostRows
        )
        {
            throw Refusal(
                $"{form.Groups["rows"].Value} is no number of rows for a batch.",
                $"Give a number from 1 to {MostRows}, in digits only; 10000 is usual."
            );
        }

        var statement = StatementAfter();
        var column = SqlIdentifier.Fold(form.Groups["column"].Value);
        Ensure(statement, column);
        return script with
        {
            Batches = script
                .Batches.Append(new(statement.Ordinal, new BatchRule(rows, column, line)))
                .ToFrozenDictionary(),
        };
    }

    private SqlStatement StatementAfter()
    {
        if (
            script.Script.Statements.Any(around =>
                around.Start < index && index < around.Start + around.Text.Length
            )
        )
        {
            throw Refusal(
                "the directive stands inside a statement.",
                "Put it on a line of its own before the statement."
            );
        }

        var next =
            script.Script.Statements.FirstOrDefault(statement => statement.Start > index)
            ?? throw Refusal(
                "no statement follows the directive.",
                "Put it on the line before the UPDATE or DELETE."
            );
        return script.Batches.ContainsKey(next.Ordinal)
            ? throw Refusal(
                $"the statement in line {next.Line} has a batch directive already, in line {script.Batches[next.Ordinal].Line}.",
                "Keep one of them."
            )
            : next;
    }

    private void Ensure(SqlStatement statement, string column)
    {
        if (RowStatement.Read(statement.Text) is not { } read)
        {
            throw Refusal(
                $"the statement in line {statement.Line} cannot be run in batches: {statement.Summary}",
                "Only an UPDATE or a DELETE of one table can, without WITH before it and without RETURNING."
            );
        }

        if (read.Assigned.Contains(column, StringComparer.Ordinal))
        {
            throw Refusal(
                $"the statement in line {statement.Line} updates {column}, by which its rows are divided: some would be passed over, and some updated twice.",
                "Divide them by a column that nobody updates, such as the primary key."
            );
        }
    }

    private MigrationFolderException Refusal(string problem, string remedy) =>
        new($"{script.File}, line {line}: {problem}", remedy);

    [GeneratedRegex(
        """^batch\s+(?<rows>\S+)\s+by\s+(?<column>"([^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)$""",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form { get; }
}
