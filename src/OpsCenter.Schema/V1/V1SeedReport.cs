namespace OpsCenter.Schema.V1;

/// <summary>What a seed did.</summary>
/// <param name="Shape">The shape asked for.</param>
/// <param name="AlreadySeeded">The V1 tables were there: they were neither changed nor read.</param>
/// <param name="Tables">The V1 tables, by name.</param>
/// <param name="GrantedTo">The role that was granted ALL on them; null if nothing was granted (see <see cref="GrantNote"/>).</param>
/// <param name="Duration">From the first connection to the commit.</param>
public sealed record V1SeedReport(
    V1Shape Shape,
    bool AlreadySeeded,
    IReadOnlyList<V1SeededTable> Tables,
    string? GrantedTo,
    TimeSpan Duration
)
{
    /// <summary>Why nothing was granted, and what an administrator can do; null if there is nothing to say.</summary>
    public string? GrantNote =>
        AlreadySeeded || GrantedTo is not null
            ? null
            : $"The role {V1Tables.Role} does not exist and this role may not create it: nothing was granted. "
                + $"Have an administrator run \"create role {V1Tables.Role} nologin\", then run scripts/sql/v1/grants.sql.";
}
