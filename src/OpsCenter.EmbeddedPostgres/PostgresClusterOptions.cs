namespace OpsCenter.EmbeddedPostgres;

/// <summary>Options for a cluster.</summary>
public sealed record PostgresClusterOptions
{
    /// <summary>The requested major; null uses what <see cref="PostgresLocator.LocateAsync"/> finds.</summary>
    public int? Major { get; init; }

    /// <summary>The server binaries; null locates them by <see cref="Major"/>.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>
    /// The folder of a permanent cluster; an existing one is used again. Null creates a temporary cluster, which is
    /// deleted on disposal.
    /// </summary>
    public string? Home { get; init; }

    /// <summary>
    /// Whether to store a temporary cluster in memory (<c>/dev/shm</c> on Linux) if enough is free. Databases are
    /// cloned and dropped several times as fast there.
    /// </summary>
    public bool InMemory { get; init; }

    /// <summary>The TCP port on 127.0.0.1; null chooses a free one.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// Whether data survives a crash of the machine. By default it does not: the server runs without fsync, with
    /// minimal WAL and without checksums, which is faster.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>Server settings that override all others, such as <c>max_connections</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Receives every line that the server or initdb writes, on a thread pool thread.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>The maximum duration of a start.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
