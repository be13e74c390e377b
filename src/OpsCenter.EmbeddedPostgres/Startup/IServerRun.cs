namespace OpsCenter.EmbeddedPostgres.Startup;

/// <summary>A server that is ready for connections.</summary>
internal interface IServerRun
{
    /// <summary>Completes, without an exception, when the server has ended.</summary>
    Task Ended { get; }
}
