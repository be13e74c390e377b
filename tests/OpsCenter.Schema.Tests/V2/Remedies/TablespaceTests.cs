using OpsCenter.Schema.Tests.V2.Running;

namespace OpsCenter.Schema.Tests.V2.Remedies;

/// <summary>A tablespace belongs to the server, and goes when the test is over.</summary>
public sealed class TablespaceTests
{
    [Fact]
    public async Task A_role_that_may_not_create_in_its_default_tablespace_is_told_what_suffices()
    {
        Assert.SkipWhen(TestMajors.Newest < 15, "Tablespaces without a folder came with 15.");
        await using var role = await TestRole.CreateAsync(TestMajors.Newest);
        var space = $"{role}_space";
        await using var database = await Databases.V1Async(
            TestMajors.Newest,
            Predicament.Owns.Replace("{role}", role.Name, StringComparison.Ordinal)
        );
        await database.ExecuteAsync($"grant create on database {database.Name} to {role}");
        await using var administrator = await database.DataSource.OpenConnectionAsync();
        await administrator.RunAsync("set allow_in_place_tablespaces = on");
        await administrator.RunAsync($"create tablespace {space} location ''");
        try
        {
            var session = $"set default_tablespace = '{space}'; set role {role}";
            var refused = await database.UpAsync(session);
            refused.ShouldBeRefused("default_tablespace");
            await RemedyTests.FollowAsync(database, refused);

            (await database.UpAsync(session)).ShouldSucceed();
            (await database.RollBackAsync(session)).ShouldSucceed();
        }
        finally
        {
            await administrator.RunAsync($"drop owned by {role} cascade");
            await administrator.RunAsync($"drop tablespace {space}");
        }
    }
}
