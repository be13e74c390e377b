namespace OpsCenter.EmbeddedPostgres.Processes;

/// <summary>A server that was started and is ready.</summary>
internal interface IServerRun
{
    /// <summary>Completes, without an exception, when the server has ended.</summary>
    Task Ended { get; }
}
