using DbUp.Builder;

namespace OpsCenter.Migrations.DbUp;

/// <summary>The line to add to a program that uses DbUp.</summary>
public static class OpsCenterUpgradeExtensions
{
    /// <summary>
    /// Lets OpsCenter run the scripts of the builder: one runner at a time, each script in a transaction with its entry in the journal,
    /// short waits for locks, and no unsaid change of rows. What DbUp's own journal has is recorded once as applied.
    /// </summary>
    /// <param name="builder">The builder, with its scripts and its database. Call this last before <c>Build()</c>.</param>
    /// <param name="upgrade">The database and the options; also the way to plan, try, verify and roll back.</param>
    public static UpgradeEngineBuilder WithOpsCenter(
        this UpgradeEngineBuilder builder,
        OpsCenterUpgrade upgrade
    )
    {
        builder.Configure(upgrade.Attach);
        return builder;
    }
}
