namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>A refusal names what is in the way and leaves no trace.</summary>
internal static class RefusalAssertions
{
    public static Task ShouldRefuseUpAsync(this TestDatabase database, params string[] parts) =>
        database.ShouldRefuseAsync(Script.Up, "", parts);

    public static Task ShouldRefuseRollbackAsync(
        this TestDatabase database,
        params string[] parts
    ) => database.ShouldRefuseAsync(Script.Rollback, "", parts);

    public static async Task ShouldRefuseAsync(
        this TestDatabase database,
        Script script,
        string session,
        params string[] parts
    )
    {
        var before = await DatabaseState.TakeAsync(database);

        var outcome = await database.RunAsync(script, session);

        outcome.ShouldBeRefused(parts);
        await before.ShouldBeUnchangedAsync();
    }
}
