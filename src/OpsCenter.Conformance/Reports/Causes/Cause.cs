namespace OpsCenter.Conformance.Reports.Causes;

/// <summary>What broke laws: a statement or an object. Neither is known of what concerns the scripts as a whole.</summary>
/// <param name="Place">The statement in a script.</param>
/// <param name="Name">The statement as text, if its place is not known, or the object.</param>
internal sealed record Cause(ScriptPlace? Place = null, string? Name = null)
{
    /// <summary>The scripts as a whole.</summary>
    public static Cause Unknown { get; } = new();

    /// <summary>The title of the laws that it broke.</summary>
    public string Title => Place?.Title ?? Name ?? "The scripts as a whole";
}
