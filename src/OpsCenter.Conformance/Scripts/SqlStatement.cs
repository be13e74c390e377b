namespace OpsCenter.Conformance.Scripts;

/// <summary>One statement of a script.</summary>
/// <param name="Ordinal">Which, counted from 1.</param>
/// <param name="Line">The line in the script on which it begins, counted from 1.</param>
/// <param name="Text">Its text, without the semicolon.</param>
/// <param name="Kind">What it does to the transaction.</param>
/// <param name="CopyData">The lines that follow <c>COPY ... FROM stdin</c>, or null.</param>
public sealed record SqlStatement(
    int Ordinal,
    int Line,
    string Text,
    StatementKind Kind,
    string? CopyData = null
)
{
    /// <summary>Its text in one line of at most 100 characters.</summary>
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
