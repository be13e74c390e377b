using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Comparisons;

/// <summary>Creates evidence from script errors and from differences.</summary>
internal static class EvidenceFactory
{
    /// <summary>Evidence of a failed statement.</summary>
    /// <param name="what">What failed, as the start of a sentence.</param>
    /// <param name="error">The error.</param>
    public static Evidence From(string what, ScriptError error) =>
        new($"{what}: {error}.") { Statement = error.Statement?.Summary };

    /// <summary>Evidence of a changed schema fact.</summary>
    public static Evidence From(SchemaDifference difference) =>
        new(
            difference switch
            {
                { Before: null } => $"{difference.Identity} is new.",
                { After: null } => $"{difference.Identity} is missing.",
                _ => $"{difference.Identity} has changed.",
            }
        )
        {
            Samples =
            [
                .. new[] { difference.Before, difference.After }
                    .Zip(
                        ["before: ", "after: "],
                        (definition, side) => definition is null ? null : side + definition
                    )
                    .OfType<string>(),
            ],
        };

    /// <summary>Evidence of lost data.</summary>
    public static Evidence From(DataDifference difference) =>
        new((difference with { Samples = [] }) + ".") { Samples = difference.Samples };
}
