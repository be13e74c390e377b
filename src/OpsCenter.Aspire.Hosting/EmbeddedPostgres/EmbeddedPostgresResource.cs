using OpsCenter.EmbeddedPostgres;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// A PostgreSQL server that runs as an executable, from installed or packaged binaries. Its cluster is created when the application
/// starts, and deleted when it ends. It has the connection properties of <see cref="PostgresServerResource"/>.
/// </summary>
public sealed class EmbeddedPostgresResource : ExecutableResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    private PreparedCluster? _cluster;

    /// <summary>Creates the resource. Its command is set when the binaries are known.</summary>
    /// <param name="name">The name of the resource.</param>
    public EmbeddedPostgresResource(string name)
        : base(name, "postgres", workingDirectory: "")
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
        PasswordParameter = new ParameterResource(
            $"{name}-password",
            _ => Cluster.Password,
            secret: true
        );
    }

    /// <summary>The server's TCP endpoint.</summary>
    public EndpointReference PrimaryEndpoint { get; }

    /// <summary>The superuser's password, which is generated for each run.</summary>
    public ParameterResource PasswordParameter { get; }

    /// <summary>The superuser's name.</summary>
    public ReferenceExpression UserNameReference { get; } = ReferenceExpression.Create($"postgres");

    /// <summary>
    /// In Npgsql's form. The address is written out, because the server listens on IPv4 only and "localhost" may mean IPv6 first.
    /// </summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create(
            $"Host=127.0.0.1;Port={Port};Username={UserNameReference};Password={PasswordParameter}"
        );

    /// <summary>A <c>postgresql://</c> URI.</summary>
    public ReferenceExpression UriExpression => Uri(database: null);

    /// <summary>A JDBC connection string, without user and password.</summary>
    public ReferenceExpression JdbcConnectionString => Jdbc(database: null);

    /// <summary>The file that holds the superuser's password, readable by its owner only.</summary>
    /// <exception cref="InvalidOperationException">The application has not started.</exception>
    public string PasswordFile => Cluster.PasswordFile;

    internal PreparedCluster Cluster
    {
        get =>
            _cluster
            ?? throw new InvalidOperationException(
                $"The cluster of {Name} is created when the application starts."
            );
        set => _cluster = value;
    }

    internal List<EmbeddedPostgresDatabaseResource> Databases { get; } = [];

    private EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    IEnumerable<
        KeyValuePair<string, ReferenceExpression>
    > IResourceWithConnectionString.GetConnectionProperties() =>
        [
            new("Host", ReferenceExpression.Create($"127.0.0.1")),
            new("Port", ReferenceExpression.Create($"{Port}")),
            new("Username", UserNameReference),
            new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
            new("Uri", UriExpression),
            new("JdbcConnectionString", JdbcConnectionString),
        ];

    internal ReferenceExpression Uri(string? database)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.Append($"postgresql://{UserNameReference}:{PasswordParameter:uri}@127.0.0.1:{Port}");
        AppendPath(uri, database);
        return uri.Build();
    }

    internal ReferenceExpression Jdbc(string? database)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.Append($"jdbc:postgresql://127.0.0.1:{Port}");
        AppendPath(uri, database);
        return uri.Build();
    }

    private static void AppendPath(ReferenceExpressionBuilder uri, string? database)
    {
        if (database is not null)
        {
            uri.Append($"/{database:uri}");
        }
    }
}
