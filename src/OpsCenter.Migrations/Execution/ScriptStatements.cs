using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Execution;

/// <summary>The statements of a script, each with its place in the file.</summary>
internal sealed class ScriptStatements
{
    private readonly MigrationScript _script;
    private readonly IReadOnlyList<SqlStatement> _statements;

    public ScriptStatements(MigrationScript script)
    {
        _script = script;
        _statements = new SqlScript(script.FileName, script.Text).Statements;
        Texts = [.. _statements.Select(statement => statement.Text)];
    }

    public IReadOnlyList<string> Texts { get; }

    /// <summary>The place of a character of a statement.</summary>
    /// <param name="ordinal">The statement, from 0.</param>
    /// <param name="index">The character in it, from 0.</param>
    public ScriptLocation Locate(int ordinal, int index)
    {
        var at = Math.Min(_statements[ordinal].Start + index, _script.Text.Length);
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
