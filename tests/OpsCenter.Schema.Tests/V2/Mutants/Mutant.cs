using OpsCenter.Scripts.Statements;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>A released script with one thing taken out of it or weakened.</summary>
/// <param name="Script">The changed script.</param>
/// <param name="Sight">What a traced run must have seen for the change to matter in it.</param>
/// <param name="Line">Where.</param>
/// <param name="Change">What was done to it: <c>removed</c>, <c>always</c>, <c>never</c>.</param>
/// <param name="Original">What stood there, in one line.</param>
public sealed record Mutant(
    SqlScript Script,
    string Sight,
    int Line,
    string Change,
    string Original
)
{
    /// <summary>Which of those that are the same but for their place, from 1.</summary>
    public int Occurrence { get; init; } = 1;

    /// <summary>How the list of mutants names it: no line number, which every edit would move.</summary>
    public string Key =>
        $"{Script.Name.Split('_')[0]}, {Change}: {Original}{(Occurrence == 1 ? "" : $" #{Occurrence}")}";

    /// <inheritdoc/>
    public override string ToString() => $"{Script.Name}:{Line} {Key}";
}
