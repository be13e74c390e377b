namespace OpsCenter.Migrations.Errors;

/// <summary>A place in a script.</summary>
/// <param name="File">The script's file name.</param>
/// <param name="Statement">The statement, counted from 1.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in characters, counted from 1.</param>
/// <param name="SourceLine">The text of that line.</param>
public sealed record ScriptLocation(
    string File,
    int Statement,
    int Line,
    int Column,
    string SourceLine
)
{
    /// <summary><c>file:line:column</c>, the line and a caret below the column.</summary>
    public override string ToString()
    {
        var source = SourceLine.Replace('\t', ' ');
        return $"{File}:{Line}:{Column} (statement {Statement})\n    {source}\n    {new string(' ', Column - 1)}^";
    }
}
