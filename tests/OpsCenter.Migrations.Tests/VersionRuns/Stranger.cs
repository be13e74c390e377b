namespace OpsCenter.Migrations.Tests.VersionRuns;

/// <summary>A role that nobody trusts, until the end of a test.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly FolderCase _test;

    private Stranger(FolderCase test, string name) => (_test, Name) = (test, name);

    public string Name { get; }

    public static async Task<Stranger> CreateAsync(FolderCase test)
    {
        var stranger = new Stranger(test, $"stranger_{Guid.NewGuid():N}");
        await test.ExecuteAsync($"create role {stranger.Name}");
        return stranger;
    }

    public async ValueTask DisposeAsync() =>
        await _test.ExecuteAsync($"drop owned by {Name} cascade; drop role {Name}");
}
