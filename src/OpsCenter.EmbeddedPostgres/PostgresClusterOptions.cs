namespace OpsCenter.EmbeddedPostgres;

/// <summary>What cluster to run.</summary>
public sealed record PostgresClusterOptions
{
    /// <summary>The major version demanded; null takes what <see cref="PostgresBinaries.LocateAsync"/> finds.</summary>
    public int? Major { get; init; }

    /// <summary>Server binaries that are already known; null has them located by <see cref="Major"/>.</summary>
    public PostgresBinaries? Binaries { get; init; }

    /// <summary>
    /// The folder of a cluster that is kept, with its data and password; an existing one is taken up again. Null makes a
    /// temporary cluster that is deleted on disposal.
    /// </summary>
    public string? Home { get; init; }

    /// <summary>
    /// Whether a temporary cluster lies in memory, where Linux offers it (<c>/dev/shm</c>) and there is plenty; otherwise it is on disk all
    /// the same. Databases are cloned and dropped several times as fast there.
    /// </summary>
    public bool InMemory { get; init; }

    /// <summary>The TCP port on 127.0.0.1; null takes a free one.</summary>
    public int? Port { get; init; }

    /// <summary>
    /// False, the default, trades safety against a crash of the machine for speed (no fsync, no WAL beyond the minimum, no checksums). True
    /// leaves the server's own settings.
    /// </summary>
    public bool Durable { get; init; }

    /// <summary>Server settings that override all others, such as <c>max_connections</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Receives every line that the server or initdb writes, on a thread of the pool.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>How long a start may take before it counts as failed.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);
}
