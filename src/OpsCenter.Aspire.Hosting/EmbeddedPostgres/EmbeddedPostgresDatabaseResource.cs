using System.Data.Common;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of an <see cref="EmbeddedPostgresResource"/>, created when the server is ready.</summary>
/// <param name="name">The name of the resource.</param>
/// <param name="databaseName">The name of the database.</param>
/// <param name="server">Its server.</param>
public sealed class EmbeddedPostgresDatabaseResource(
    string name,
    string databaseName,
    EmbeddedPostgresResource server
) : Resource(name), IResourceWithParent<EmbeddedPostgresResource>, IResourceWithConnectionString
{
    /// <summary>Its server.</summary>
    public EmbeddedPostgresResource Parent { get; } = server;

    /// <summary>The name of the database.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>In Npgsql's form.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create(
            $"{Parent};{new DbConnectionStringBuilder { ["Database"] = DatabaseName }.ConnectionString}"
        );

    IEnumerable<
        KeyValuePair<string, ReferenceExpression>
    > IResourceWithConnectionString.GetConnectionProperties() =>
        Parent.CombineProperties([
            new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
            new("Uri", Parent.Uri(DatabaseName)),
            new("JdbcConnectionString", Parent.Jdbc(DatabaseName)),
        ]);
}
