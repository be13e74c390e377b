using Npgsql;

namespace OpsCenter.Migrations.Testing.Servers;

/// <summary>The server that OPSCENTER_TEST_POSTGRES names, to be used instead of the embedded ones.</summary>
internal static class GivenServer
{
    public const string Variable = "OPSCENTER_TEST_POSTGRES";

    private static readonly Lazy<int> AskedMajor = new(AskMajor);

    /// <summary>A superuser's connection string, or null.</summary>
    public static string? ConnectionString { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    public static int Major => AskedMajor.Value;

    private static int AskMajor()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection.PostgreSqlVersion.Major;
    }
}
