using DbUp.Builder;

namespace OpsCenter.Migrations.DbUp;

/// <summary>Tells the builder's log what a run is doing, and which session holds a lock.</summary>
internal sealed class LogProgress(UpgradeConfiguration configuration) : IProgress<MigrationProgress>
{
    public void Report(MigrationProgress value) =>
        configuration.Log.LogInformation("{0}", value.Message);
}
