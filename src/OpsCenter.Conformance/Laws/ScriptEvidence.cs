using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Laws;

/// <summary>Turns what runs and comparisons come to into evidence.</summary>
internal static class ScriptEvidence
{
    /// <summary>A failed statement.</summary>
    /// <param name="what">What failed, as the beginning of a sentence.</param>
    /// <param name="error">How.</param>
    public static Evidence Of(string what, ScriptError error) =>
        new($"{what}: {error}.") { Statement = error.Statement?.Summary };

    /// <summary>A changed fact of the schema.</summary>
    public static Evidence Of(SchemaDifference difference) =>
        new(
            difference switch
            {
                { Before: null } => $"{difference.Identity} is new.",
                { After: null } => $"{difference.Identity} is gone.",
                _ => $"{difference.Identity} is not what it was.",
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

    /// <summary>Lost data.</summary>
    public static Evidence Of(DataDifference difference) =>
        new((difference with { Samples = [] }) + ".") { Samples = difference.Samples };
}
