using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Migrations.Execution;

/// <summary>Statements of a script, each with its place in the file.</summary>
/// <param name="script">The script.</param>
/// <param name="statements">Those of its statements that are executed.</param>
internal sealed class ScriptStatements(SqlScript script, IReadOnlyList<SqlStatement> statements)
{
    public ScriptStatements(MigrationScript script)
        : this(new SqlScript(script.FileName, script.Text)) { }

    private ScriptStatements(SqlScript script)
        : this(script, script.Statements) { }

    /// <summary>The name of the file.</summary>
    public string File => script.Name;

    public IReadOnlyList<SqlStatement> List => statements;

    public IReadOnlyList<string> Texts { get; } =
    [.. statements.Select(statement => statement.Text)];

    /// <summary>Whether they may remove statements that the session has prepared, which a rollback does not bring back.</summary>
    public bool MayDeallocate { get; } =
        statements.Any(statement =>
            statement.Text.Contains("deallocate", StringComparison.OrdinalIgnoreCase)
            || statement.Text.Contains("discard", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The place of a character of a statement.</summary>
    /// <param name="ordinal">The statement, from 0.</param>
    /// <param name="index">The character in it, from 0.</param>
    public ScriptLocation Locate(int ordinal, int index)
    {
        var at = Math.Min(statements[ordinal].Start + index, script.Text.Length);
        var lineStart = at == 0 ? 0 : script.Text.LastIndexOf('\n', at - 1) + 1;
        var lineEnd = script.Text.IndexOf('\n', at);
        var line = script.Text.AsSpan(0, at).Count('\n') + 1;
        var text = script.Text[lineStart..(lineEnd < 0 ? script.Text.Length : lineEnd)];
        return new ScriptLocation(
            script.Name,
            statements[ordinal].Ordinal,
            line,
            at - lineStart + 1,
            text.TrimEnd()
        );
    }
}
