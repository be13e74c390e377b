using System.Text.RegularExpressions;

namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>A statement of a script, or one within its block.</summary>
/// <param name="Script">The name of the script.</param>
/// <param name="IsUp">Whether it is the up script.</param>
/// <param name="FirstLine">Its first line, from 1.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="Text">The text.</param>
/// <param name="Summary">The start of the whole statement on one line, as evidence names it.</param>
internal sealed partial record ScriptPlace(
    string Script,
    bool IsUp,
    int FirstLine,
    int LastLine,
    string Text,
    string Summary
)
{
    /// <summary>A long summary is cut, and the server cuts a running query elsewhere.</summary>
    private const int Comparable = 90;

    /// <summary>Of a longer statement, such as a whole block, only the start is shown and marked.</summary>
    private const int Long = 12;

    /// <summary>The last of its lines that are marked.</summary>
    public int LastMarked => LastLine - FirstLine > Long ? FirstLine : LastLine;

    /// <summary>Its text, or the start of it.</summary>
    public string Excerpt =>
        LastLine - FirstLine > Long ? string.Join('\n', Text.Split('\n').Take(Long)) + "\n…" : Text;

    /// <summary>Such as <c>up.sql, line 2</c>.</summary>
    public string Title =>
        FirstLine == LastLine
            ? FormattableString.Invariant($"{Script}, line {FirstLine}")
            : FormattableString.Invariant($"{Script}, lines {FirstLine} to {LastLine}");

    /// <summary>The id of a line in a page.</summary>
    public static string IdOf(bool isUp, int line) =>
        FormattableString.Invariant($"{(isUp ? "up" : "down")}-{line}");

    /// <summary>Whether evidence names its statement, also one that is cut or has a command before it.</summary>
    public bool IsOf(string statement)
    {
        var text = Command.Replace(statement, "");
        return text.Length < Comparable && Summary.Length < Comparable
            ? text == Summary
            : Cut(text) == Cut(Summary);
    }

    /// <summary>The DDL command within a statement that evidence names, or nothing.</summary>
    public static string CommandOf(string? statement) =>
        Command.Match(statement ?? "").Groups["command"].Value;

    private static string Cut(string text) => text.Length > Comparable ? text[..Comparable] : text;

    [GeneratedRegex("^(?<command>[A-Z ]+) in: ")]
    private static partial Regex Command { get; }
}
