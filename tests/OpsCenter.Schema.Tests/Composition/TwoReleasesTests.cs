using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.Composition;

/// <summary>Two composed releases in one database.</summary>
public sealed class TwoReleasesTests
{
    [Fact]
    public async Task A_release_and_its_rollback_leave_the_other_one_in_place()
    {
        await using var database = await Databases.V1Async(TestMajors.Newest);
        var v1 = await DatabaseState.TakeAsync(database);
        await database.UpAsync();

        await database.ExecuteAsync(ComposedRelease.Up.Text);
        await database.ShouldHaveTableAsync("public.regions");
        (await database.UpAsync()).ShouldSay("V2 is already in place");
        await database.ExecuteAsync(ComposedRelease.Down.Text);
        (await database.UpAsync()).ShouldSay("V2 is already in place");

        await database.ExecuteAsync(ComposedRelease.Up.Text);
        (await database.RollBackAsync()).ShouldSay("V2 is rolled back");
        await database.ShouldHaveTableAsync("public.regions");
        await database.ExecuteAsync(ComposedRelease.Down.Text);
        await v1.ShouldBeRestoredAsync();
    }
}
