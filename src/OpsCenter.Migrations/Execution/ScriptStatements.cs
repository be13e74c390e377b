using DbUp.Postgresql;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Execution;

/// <summary>The statements of a script as DbUp splits it, each with its place in the file.</summary>
internal sealed class ScriptStatements
{
    // Only its splitter is used; it opens nothing.
    private static readonly PostgresqlConnectionManager Splitter = new("");

    private readonly MigrationScript _script;
    private readonly List<int> _offsets = [];

    public ScriptStatements(MigrationScript script)
    {
        _script = script;
        Texts = [.. Splitter.SplitScriptIntoCommands(script.Text)];
        var from = 0;
        foreach (var text in Texts)
        {
            from = script.Text.IndexOf(text, from, StringComparison.Ordinal);
            _offsets.Add(from);
            from += text.Length;
        }
    }

    public IReadOnlyList<string> Texts { get; }

    /// <summary>The place of a character of a statement.</summary>
    /// <param name="ordinal">The statement, from 0.</param>
    /// <param name="index">The character in it, from 0.</param>
    public ScriptLocation Locate(int ordinal, int index)
    {
        var at = Math.Min(_offsets[ordinal] + index, _script.Text.Length);
        var lineStart = at == 0 ? 0 : _script.Text.LastIndexOf('\n', at - 1) + 1;
        var lineEnd = _script.Text.IndexOf('\n', at);
        var line = _script.Text.AsSpan(0, at).Count('\n') + 1;
        var text = _script.Text[lineStart..(lineEnd < 0 ? _script.Text.Length : lineEnd)];
        return new ScriptLocation(
            _script.FileName,
            ordinal + 1,
            line,
            at - lineStart + 1,
            text.TrimEnd()
        );
    }
}
