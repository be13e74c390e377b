using OpsCenter.Testing;

namespace OpsCenter.Crash.Tests.Disturbances;

/// <summary>What happens at a statement boundary.</summary>
/// <param name="Name">As a noun.</param>
/// <param name="Arrange">Makes it happen at the boundary of the ordinal, once.</param>
public sealed record Disturbance(string Name, Action<PostgresProxy, TestDatabase, int> Arrange)
{
    /// <summary>Every connection is cut before the server gets to see the statement.</summary>
    public static Disturbance CutBefore { get; } =
        new(
            "cut before",
            (proxy, _, ordinal) =>
                proxy.Before = boundary => DoAt(boundary, ordinal, _ => proxy.Cut())
        );

    /// <summary>Every connection is cut when the statement is done, before the client knows.</summary>
    public static Disturbance CutAfter { get; } =
        new(
            "cut after",
            (proxy, _, ordinal) =>
                proxy.After = boundary => DoAt(boundary, ordinal, _ => proxy.Cut())
        );

    /// <summary>Only the statement's own connection is cut.</summary>
    public static Disturbance CutOne { get; } =
        new(
            "cut one connection",
            (proxy, _, ordinal) =>
                proxy.Before = boundary => DoAt(boundary, ordinal, hit => proxy.Cut(hit.Connection))
        );

    /// <summary>The statement's own backend is terminated by an administrator.</summary>
    public static Disturbance Terminate { get; } =
        new(
            "terminate the backend",
            (proxy, database, ordinal) =>
                proxy.Before = boundary =>
                    boundary.Ordinal == ordinal
                        ? database.ExecuteAsync(
                            $"select pg_terminate_backend({boundary.BackendPid})"
                        )
                        : Task.CompletedTask
        );

    /// <summary>All but a cut before, each with another beginning of its sample.</summary>
    public static TheoryData<Disturbance, int> Others =>
        new()
        {
            { CutAfter, 3 },
            { CutOne, 8 },
            { Terminate, 14 },
        };

    public override string ToString() => Name;

    private static Task DoAt(Boundary boundary, int ordinal, Action<Boundary> action)
    {
        if (boundary.Ordinal == ordinal)
        {
            action(boundary);
        }

        return Task.CompletedTask;
    }
}
