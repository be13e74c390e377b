using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Tests.Databases;

public sealed class ReadyDatabasesTests
{
    private int _made;

    [Fact]
    public async Task The_next_clones_are_created_ahead()
    {
        var ready = new ReadyDatabases(MakeAsync);

        (await ready.TakeAsync(2, default)).ShouldBe("1");

        (await ready.EmptyAsync()).ShouldBe(["2", "3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_clone_is_returned_once()
    {
        var ready = new ReadyDatabases(MakeAsync);

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => ready.TakeAsync(3, default))
        );

        taken.Concat(await ready.EmptyAsync()).ShouldBeUnique();
    }

    [Fact]
    public async Task A_clone_that_failed_ahead_is_created_on_request()
    {
        var failed = new TaskCompletionSource();
        var ready = new ReadyDatabases(_ =>
        {
            if (Interlocked.Increment(ref _made) == 2)
            {
                failed.SetResult();
                throw new InvalidOperationException("busy");
            }

            return Task.FromResult("made");
        });
        await ready.TakeAsync(1, default);
        await failed.Task;

        (await ready.TakeAsync(1, default)).ShouldBe("made");
        (await ready.EmptyAsync()).ShouldBe(["made"]);
    }

    private async Task<string> MakeAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _made);
        await Task.Yield();
        return $"{number}";
    }
}
