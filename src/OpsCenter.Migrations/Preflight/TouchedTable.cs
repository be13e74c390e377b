using OpsCenter.Migrations.Planning;

namespace OpsCenter.Migrations.Preflight;

/// <summary>A table that exists and that the plan touches, or one that inherits from such a table.</summary>
/// <param name="Oid">Its identity.</param>
/// <param name="RootOid">The table of the plan that it is, or inherits from.</param>
/// <param name="Level">0 for a table of the plan, 1 for its children, and so on.</param>
/// <param name="Schema">Its schema, unquoted.</param>
/// <param name="Name">Its name, unquoted.</param>
/// <param name="Title">Schema and name, quoted where need be.</param>
/// <param name="Kind">pg_class.relkind.</param>
/// <param name="IsChild">Whether it is a partition of, or inherits from, another table.</param>
/// <param name="OwnerName">Its owner, unquoted.</param>
/// <param name="Owner">The same, as a statement takes it.</param>
/// <param name="OwnerStanding">What the role may do with the owner's rights.</param>
/// <param name="IsOwnerPrivileged">Whether the owner has, or can take on, more rights than those on its objects: a superuser, a predefined role, ...</param>
/// <param name="HidesRows">Whether row security hides rows from the role.</param>
/// <param name="Rows">About how many rows it has.</param>
/// <param name="Indexes">How many indexes it has.</param>
internal sealed record TouchedTable(
    long Oid,
    long RootOid,
    int Level,
    string Schema,
    string Name,
    string Title,
    char Kind,
    bool IsChild,
    string OwnerName,
    string Owner,
    OwnerStanding OwnerStanding,
    bool IsOwnerPrivileged,
    bool HidesRows,
    long Rows,
    long Indexes
)
{
    /// <summary>Whether the role may alter the table as it is connected.</summary>
    public bool IsOwned => OwnerStanding == OwnerStanding.Inherits;

    /// <summary>Whether a step of the plan is about this very table.</summary>
    public bool IsMeantBy(MigrationStep step) =>
        Level == 0
        && string.Equals(step.Table, Name, StringComparison.Ordinal)
        && string.Equals(step.Schema, Schema, StringComparison.Ordinal);
}
