namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>Where a database stands before something is put in the way.</summary>
internal enum Start
{
    /// <summary>Before V2.</summary>
    V1,

    /// <summary>V2 is applied and used.</summary>
    Used,

    /// <summary>What was used is archived, and V2 is applied again.</summary>
    Archived,
}
