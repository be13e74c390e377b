namespace OpsCenter.Conformance.Scripts;

/// <summary>A script that cannot be taken apart into statements.</summary>
public sealed class ScriptSyntaxException(string script, int line, string problem)
    : Exception($"{script}, line {line}: {problem}");
