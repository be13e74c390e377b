using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Surroundings;

/// <summary>A copy of the script that was made on Windows.</summary>
public sealed class LineEndTests
{
    [Theory]
    [EachMajor]
    public async Task A_copy_with_other_line_ends_makes_the_same_and_finds_the_same(int major)
    {
        await using var database = await Databases.V1Async(major);
        var windows = Releases.V2.Forward.Text.ReplaceLineEndings("\r\n");

        await database.ExecuteAsync(windows);
        (await database.UpAsync()).ShouldSay("already in place");
        await database.ExecuteAsync(windows);

        (
            await database.ScalarAsync<long>(
                "select count(*) from pg_trigger where tgrelid = 'audit_log'::regclass and not tgisinternal"
            )
        ).ShouldBe(2);
        (await database.RollBackAsync()).ShouldSucceed();
    }
}
