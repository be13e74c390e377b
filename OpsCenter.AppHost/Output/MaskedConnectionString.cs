using Npgsql;

namespace OpsCenter.AppHost.Output;

/// <summary>A connection string that may be shown: the same server, without its secrets.</summary>
internal static class MaskedConnectionString
{
    private const string Mask = "***";

    public static string Of(string connectionString)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            parts.Password = parts.Password is null ? null : Mask;
            parts.SslPassword = parts.SslPassword is null ? null : Mask;
            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            // What Npgsql cannot read may hold a password anywhere.
            return "(a connection string that Npgsql cannot read)";
        }
    }
}
