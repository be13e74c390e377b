namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>Databases that a test starts from: V1 in one of its shapes, before or after V2.</summary>
internal static class Databases
{
    /// <summary>Production, before V2.</summary>
    public static Task<TestDatabase> V1Async(int major, string arrangement = "") =>
        CreateAsync(major, Shape.A, arrangement);

    /// <summary>Any of the shapes, before V2.</summary>
    public static async Task<TestDatabase> CreateAsync(
        int major,
        Shape shape,
        string arrangement = ""
    )
    {
        var database = await TestServer.For(major).CreateDatabaseAsync(Templates.V1(shape));
        return await ArrangedAsync(database, arrangement);
    }

    /// <summary>Production, after V2: a clone has the OIDs of its template, so that the record holds in it.</summary>
    public static Task<TestDatabase> V2Async(int major, string arrangement = "") =>
        V2Async(major, Shape.A, arrangement);

    /// <summary>Any of the shapes, after V2.</summary>
    public static async Task<TestDatabase> V2Async(int major, Shape shape, string arrangement = "")
    {
        var database = await TestServer.For(major).CreateDatabaseAsync(Templates.V2(shape));
        return await ArrangedAsync(database, arrangement);
    }

    private static async Task<TestDatabase> ArrangedAsync(TestDatabase database, string arrangement)
    {
        if (arrangement.Length > 0)
        {
            await database.ExecuteAsync(arrangement);
        }

        return database;
    }
}
