namespace OpsCenter.Scripts.Statements;

/// <summary>One statement of a script.</summary>
/// <param name="Ordinal">The number of the statement, from 1 in a file.</param>
/// <param name="Line">The line of its start in the script, from 1.</param>
/// <param name="Text">The text without the semicolon.</param>
/// <param name="Kind">Its effect on the transaction.</param>
/// <param name="CopyData">The data lines after <c>COPY ... FROM stdin</c>, or null.</param>
public sealed record SqlStatement(
    int Ordinal,
    int Line,
    string Text,
    StatementKind Kind,
    string? CopyData = null
)
{
    /// <summary>The index of its first character in the text of the script.</summary>
    public int Start { get; init; }

    /// <summary>The text on one line, at most 100 characters.</summary>
    public string Summary
    {
        get
        {
            var words = string.Join(
                ' ',
                Text.Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            );
            return words.Length <= 100 ? words : string.Concat(words.AsSpan(0, 97), "...");
        }
    }
}
