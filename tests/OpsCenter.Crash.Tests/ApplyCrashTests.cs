using OpsCenter.Crash.Tests.Disturbances;
using OpsCenter.Crash.Tests.Scenes;
using OpsCenter.Crash.Tests.Sweeps;
using OpsCenter.Migrations;
using OpsCenter.Migrations.Journal;

namespace OpsCenter.Crash.Tests;

public sealed class ApplyCrashTests
{
    private static readonly MigrationStanding[] OnTheWay =
    [
        MigrationStanding.Pending,
        MigrationStanding.ApplyInterrupted,
        MigrationStanding.Applied,
    ];

    [Fact]
    public async Task An_apply_that_is_cut_off_anywhere_is_completed_by_the_next()
    {
        var sweep = new BoundarySweep(Scene.ApplyA, TestMajors.Newest, Disturbance.CutBefore);

        await sweep.RunAsync(11, 0, Afterwards.SameAgain(MigrationDirection.Up));

        sweep.Standings.ShouldBe(OnTheWay, ignoreOrder: true);
    }

    [Fact]
    public Task On_an_older_deployment_too() =>
        new BoundarySweep(Scene.ApplyB, TestMajors.Oldest, Disturbance.CutBefore).RunAsync(
            41,
            5,
            Afterwards.SameAgain(MigrationDirection.Up)
        );

    [Theory]
    [MemberData(nameof(Disturbance.Others), MemberType = typeof(Disturbance))]
    public Task Whatever_ends_an_apply_the_next_completes_it(Disturbance disturbance, int offset) =>
        new BoundarySweep(Scene.ApplyA, TestMajors.Oldest, disturbance).RunAsync(
            61,
            offset,
            Afterwards.SameAgain(MigrationDirection.Up)
        );

    [Fact]
    public Task An_apply_that_is_cut_off_anywhere_can_be_rolled_back() =>
        new BoundarySweep(Scene.ApplyA, TestMajors.Newest, Disturbance.CutAfter).RunAsync(
            41,
            3,
            Afterwards.BackToV1Async
        );
}
