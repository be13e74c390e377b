namespace OpsCenter.Migrations.Preflight;

/// <summary>What a role may do with the rights of a table's owner.</summary>
internal enum OwnerStanding
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Use them after SET ROLE: it is a member without inheriting.</summary>
    MaySetRole,

    /// <summary>Use them: it is the owner, a member of it that inherits, or a superuser.</summary>
    Inherits,
}
