namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of an <see cref="EmbeddedPostgresResource"/>, created when the server is ready.</summary>
/// <param name="name">The name of the resource and of the database.</param>
/// <param name="server">Its server.</param>
internal sealed class EmbeddedPostgresDatabaseResource(string name, EmbeddedPostgresResource server)
    : Resource(name),
        IResourceWithParent<EmbeddedPostgresResource>,
        IResourceWithConnectionString
{
    public EmbeddedPostgresResource Parent { get; } = server;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Parent};Database={Name}");
}
