namespace OpsCenter.Conformance.Verdicts;

/// <summary>How a migration stands to a law.</summary>
public enum Verdict
{
    /// <summary>It keeps it.</summary>
    Holds,

    /// <summary>It breaks it.</summary>
    Broken,

    /// <summary>It breaks it, and has declared that it does not promise it.</summary>
    Declared,

    /// <summary>It could not be checked: no proof either way, and so no success.</summary>
    NotChecked,
}
