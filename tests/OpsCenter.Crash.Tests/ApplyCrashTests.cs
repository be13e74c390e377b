using OpsCenter.Crash.Tests.Disturbances;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests;

public sealed class ApplyCrashTests
{
    [Fact]
    public async Task An_apply_that_is_cut_off_anywhere_is_completed_by_the_next()
    {
        var sweep = new BoundarySweep(Scene.ApplyA, TestMajors.Newest, Disturbance.CutBefore);

        await sweep.RunAsync(1, 0, Afterwards.SameAgain(MigrationDirection.Up));

        sweep.Standings.ShouldBe(
            [
                MigrationStanding.Pending,
                MigrationStanding.ApplyInterrupted,
                MigrationStanding.Applied,
            ],
            ignoreOrder: true
        );
    }
}
