namespace OpsCenter.EmbeddedPostgres;

/// <summary>Another process runs the cluster.</summary>
public sealed class ClusterInUseException : EmbeddedPostgresException
{
    internal ClusterInUseException(string home)
        : base(
            $"The cluster in {home} is in use by another process. Two servers would destroy it: stop that process, or "
                + "choose another folder."
        ) { }
}
