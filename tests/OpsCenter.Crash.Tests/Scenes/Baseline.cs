using System.Collections.Concurrent;
using OpsCenter.Crash.Tests.Images;
using OpsCenter.Crash.Tests.Runs;
using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Scenes;

/// <summary>What a scene is before, how an undisturbed run goes, and what it leaves.</summary>
/// <param name="Before">The database before.</param>
/// <param name="V1Data">The content of V1's tables before.</param>
/// <param name="Kept">Every value of V2 before.</param>
/// <param name="Boundaries">The statement boundaries of the undisturbed run.</param>
/// <param name="After">The database after it.</param>
internal sealed record Baseline(
    DatabaseImage Before,
    V1Content V1Data,
    KeptValues Kept,
    IReadOnlyList<Boundary> Boundaries,
    DatabaseImage After
)
{
    private static readonly ConcurrentDictionary<
        (string Scene, TestServer Server),
        Lazy<Task<Baseline>>
    > Taken = new();

    /// <summary>Taken once.</summary>
    public static Task<Baseline> OfAsync(Scene scene, TestServer server) =>
        Taken
            .GetOrAdd(
                (scene.Name, server),
                _ => new Lazy<Task<Baseline>>(() => TakeAsync(scene, server))
            )
            .Value;

    private static async Task<Baseline> TakeAsync(Scene scene, TestServer server)
    {
        await using var database = await server.CreateDatabaseAsync(scene.Template);
        var before = await DatabaseImage.TakeAsync(database);
        var v1 = await V1Content.TakeAsync(database);
        var kept = await KeptValues.TakeAsync(database);
        await using var proxy = new PostgresProxy(database.ConnectionString);
        (await Run.AttemptAsync(proxy.ConnectionString, scene.Direction)).ShouldBeNull();
        return new Baseline(
            before,
            v1,
            kept,
            proxy.Boundaries,
            await DatabaseImage.TakeAsync(database)
        );
    }
}
