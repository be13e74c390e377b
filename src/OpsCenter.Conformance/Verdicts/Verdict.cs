namespace OpsCenter.Conformance.Verdicts;

/// <summary>The verdict for one law.</summary>
public enum Verdict
{
    /// <summary>The migration keeps the law.</summary>
    Holds,

    /// <summary>The migration breaks the law.</summary>
    Broken,

    /// <summary>The migration breaks the law, but declares that it does not promise it.</summary>
    Declared,

    /// <summary>The law could not be checked. This is not a success.</summary>
    NotChecked,

    /// <summary>This migration and its base have nothing that the law is about.</summary>
    NothingToCheck,
}
