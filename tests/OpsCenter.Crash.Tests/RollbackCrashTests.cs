using OpsCenter.Crash.Tests.Disturbances;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;

namespace OpsCenter.Crash.Tests;

public sealed class RollbackCrashTests
{
    private static readonly MigrationStanding[] OnTheWay =
    [
        MigrationStanding.Applied,
        MigrationStanding.RollbackInterrupted,
        MigrationStanding.Pending,
    ];

    [Fact]
    public async Task A_rollback_that_is_cut_off_anywhere_is_completed_by_the_next()
    {
        var sweep = new BoundarySweep(Scene.RollbackA, TestMajors.Newest, Disturbance.CutBefore);

        await sweep.RunAsync(11, 3, Afterwards.SameAgain(MigrationDirection.Down));

        sweep.Standings.ShouldBe(OnTheWay, ignoreOrder: true);
    }

    [Fact]
    public Task With_a_table_that_is_captured_too() =>
        new BoundarySweep(
            Scene.RollbackCaptured,
            TestMajors.Newest,
            Disturbance.CutBefore
        ).RunAsync(13, 4, Afterwards.SameAgain(MigrationDirection.Down));

    [Fact]
    public Task On_an_older_deployment_too() =>
        new BoundarySweep(Scene.RollbackB, TestMajors.Oldest, Disturbance.CutBefore).RunAsync(
            41,
            9,
            Afterwards.SameAgain(MigrationDirection.Down)
        );

    [Theory]
    [MemberData(nameof(Disturbance.Others), MemberType = typeof(Disturbance))]
    public Task Whatever_ends_a_rollback_the_next_completes_it(
        Disturbance disturbance,
        int offset
    ) =>
        new BoundarySweep(Scene.RollbackCaptured, TestMajors.Oldest, disturbance).RunAsync(
            61,
            offset,
            Afterwards.SameAgain(MigrationDirection.Down)
        );

    [Fact]
    public Task After_a_rollback_that_is_cut_off_anywhere_apply_loses_no_value() =>
        new BoundarySweep(Scene.RollbackCaptured, TestMajors.Newest, Disturbance.CutAfter).RunAsync(
            41,
            2,
            Afterwards.ForwardToV2Async
        );

    [Fact]
    public Task And_with_a_small_table_neither() =>
        new BoundarySweep(Scene.RollbackA, TestMajors.Newest, Disturbance.CutAfter).RunAsync(
            41,
            7,
            Afterwards.ForwardToV2Async
        );
}
