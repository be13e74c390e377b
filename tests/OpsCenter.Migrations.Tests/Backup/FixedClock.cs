namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>It is always the same time.</summary>
internal sealed class FixedClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
}
