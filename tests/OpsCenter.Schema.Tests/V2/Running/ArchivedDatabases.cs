namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Databases whose use of V2 went to the archive.</summary>
internal static class ArchivedDatabases
{
    /// <summary>Up, use, down, up: everything of the use is in the archive, nothing in V2's tables.</summary>
    public static async Task<TestDatabase> ArchivedAsync(
        int major,
        string use = V2Use.Sql,
        Shape shape = Shape.A
    )
    {
        var database = await Databases.V2Async(major, shape, use);
        await database.DownAndUpAsync();
        return database;
    }

    /// <summary>Rolls back and applies again.</summary>
    public static async Task DownAndUpAsync(this TestDatabase database, string session = "")
    {
        (await database.RollBackAsync(session)).ShouldSucceed();
        (await database.UpAsync(session)).ShouldSucceed();
    }

    /// <summary>Use, down, up, once more.</summary>
    public static async Task UseDownAndUpAsync(this TestDatabase database, string use)
    {
        await database.ExecuteAsync(use);
        await database.DownAndUpAsync();
    }

    public static Task ShouldRefuseToRestoreAsync(
        this TestDatabase database,
        params string[] parts
    ) => database.ShouldRefuseAsync(Script.Restore, "", parts);
}
