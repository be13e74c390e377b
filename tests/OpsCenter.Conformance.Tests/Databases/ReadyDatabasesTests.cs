using OpsCenter.Conformance.Databases;

namespace OpsCenter.Conformance.Tests.Databases;

public sealed class ReadyDatabasesTests
{
    private int _made;

    [Fact]
    public async Task The_next_ones_are_made_before_they_are_asked_for()
    {
        var ready = new ReadyDatabases(MakeAsync);

        (await ready.TakeAsync(2, default)).ShouldBe("1");

        (await ready.EmptyAsync()).ShouldBe(["2", "3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_is_handed_out_once()
    {
        var ready = new ReadyDatabases(MakeAsync);

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => ready.TakeAsync(3, default))
        );

        taken.Concat(await ready.EmptyAsync()).ShouldBeUnique();
    }

    [Fact]
    public async Task One_that_could_not_be_made_ahead_is_made_when_it_is_asked_for()
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
