using System.Globalization;
using Npgsql;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// The argument that names a database to pg_dump and pg_restore. It is a connection string of libpq's, because there is no environment
/// variable for what it says of keepalive; see <see cref="LibpqEnvironment"/> for the rest.
/// </summary>
internal static class LibpqDatabase
{
    /// <param name="connectionString">Whose settings of TCP keepalive count.</param>
    /// <param name="database">The database's name.</param>
    public static string Argument(string connectionString, string database)
    {
        var source = new NpgsqlConnectionStringBuilder(connectionString);
        var text = $"--dbname=dbname={Quoted(database)}";
        return source.TcpKeepAlive
            ? text
                + Seconds("keepalives_idle", source.TcpKeepAliveTime)
                + Seconds("keepalives_interval", source.TcpKeepAliveInterval)
            : text;
    }

    /// <summary>0, for Npgsql the operating system's default, is refused on Linux when libpq sets it.</summary>
    private static string Seconds(string keyword, int seconds) =>
        seconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {keyword}={seconds}");

    /// <summary>A bare name with an equals sign would be taken for a whole connection string.</summary>
    private static string Quoted(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
