namespace OpsCenter.Migrations.Objects;

/// <summary>An object that was there before and has another name or definition after.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record ChangedObject(DatabaseObject Before, DatabaseObject After)
{
    /// <summary>Whether only its name, or that of its table or schema, is another.</summary>
    public bool IsRenamed => Before.Identity != After.Identity;
}
