using OpsCenter.EmbeddedPostgres;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A PostgreSQL server that runs as an executable from installed or packaged binaries. Its cluster is made when the application
/// starts, not when the model is built.
/// </summary>
internal sealed class EmbeddedPostgresResource : ExecutableResource, IResourceWithConnectionString
{
    public const string PrimaryEndpointName = "tcp";

    private PreparedCluster? _cluster;

    /// <summary>The command is replaced once the binaries are known.</summary>
    public EmbeddedPostgresResource(string name)
        : base(name, "postgres", workingDirectory: "")
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        Password = new ParameterResource($"{name}-password", _ => Cluster.Password, secret: true);
    }

    public EndpointReference PrimaryEndpoint { get; }

    public ParameterResource Password { get; }

    /// <summary>Known once the application starts.</summary>
    public PreparedCluster Cluster
    {
        get =>
            _cluster
            ?? throw new InvalidOperationException($"The cluster of {Name} is not prepared yet.");
        set => _cluster = value;
    }

    /// <summary>The databases to create, by resource name.</summary>
    public List<EmbeddedPostgresDatabaseResource> Databases { get; } = [];

    /// <summary>The host is written out, because the server listens on IPv4 only and "localhost" may mean IPv6 first.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create(
            $"Host=127.0.0.1;Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username=postgres;Password={Password}"
        );
}
