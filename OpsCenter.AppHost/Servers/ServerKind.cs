namespace OpsCenter.AppHost.Servers;

/// <summary>Where PostgreSQL comes from.</summary>
internal enum ServerKind
{
    /// <summary>A server that runs already, named by a connection string. It is neither started nor stopped.</summary>
    Existing,

    /// <summary>A container, thrown away with its data at the end. Needs Aspire.</summary>
    Container,

    /// <summary>A private cluster run from installed or packaged binaries, thrown away at the end.</summary>
    Embedded,
}
