using OpsCenter.Conformance.Databases;
using OpsCenter.Schema.V1;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>A production-shaped V1 database with a little data, before or after V2.</summary>
internal static class V1Database
{
    private static readonly DatabaseTemplate Before = DatabaseTemplate.From(
        "v1",
        (source, cancellation) =>
            V1Seeder.SeedAsync(source, new V1SeedOptions { UsageRows = 100 }, cancellation)
    );

    public static Task<TestDatabase> CreateAsync() =>
        TestServer.For(TestMajors.Newest).CreateDatabaseAsync(Before);

    /// <summary>On a server that the installed pg_dump can back up.</summary>
    public static async Task<TestDatabase> CreateDumpableAsync() =>
        await TestServer.For(await PgDumpProgram.DumpableMajorAsync()).CreateDatabaseAsync(Before);

    public static Task<TestDatabase> CreateEmptyAsync() =>
        TestServer.For(TestMajors.Newest).CreateDatabaseAsync();

    public static async Task<TestDatabase> CreateAppliedAsync()
    {
        var database = await CreateAsync();
        var result = await OpsCenterProcess.RunAsync(database, "apply");
        result.ExitCode.ShouldBe(ExitCodes.Done, result.StandardError);
        return database;
    }
}
