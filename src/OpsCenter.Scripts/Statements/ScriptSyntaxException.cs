namespace OpsCenter.Scripts.Statements;

/// <summary>The script cannot be split into statements.</summary>
public sealed class ScriptSyntaxException(string script, int line, string problem)
    : Exception($"{script}, line {line}: {problem}");
