using Npgsql;
using OpsCenter.Migrations.Testing.Servers;

namespace OpsCenter.Migrations.Testing.Databases;

/// <summary>Describes how to connect to the database of a failed test, without the password.</summary>
internal static class KeptDatabase
{
    public static string Describe(string connectionString, string? passwordFile)
    {
        var masked = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Password = "***",
        }.ConnectionString;
        if (passwordFile is null)
        {
            return $"The test failed; its database is kept: {masked}";
        }

        return ProcessEnd.KeepsServers
            ? $"The test failed; its database is kept: {masked} (password in {passwordFile})"
            : $"The test failed; its database is kept until the tests end: {masked} (run them with "
                + $"{ProcessEnd.KeepVariable}=1 to keep the server, too)";
    }
}
