using Npgsql;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>The server in OPSCENTER_TEST_POSTGRES, which is used instead of embedded servers.</summary>
internal static class GivenServer
{
    public const string Variable = "OPSCENTER_TEST_POSTGRES";

    private static readonly Lazy<int> LazyMajor = new(ReadMajor);

    /// <summary>The connection string of a superuser, or null.</summary>
    public static string? ConnectionString { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public static int Major => LazyMajor.Value;

    private static int ReadMajor()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection.PostgreSqlVersion.Major;
    }
}
