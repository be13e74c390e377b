using System.Globalization;

namespace OpsCenter.Migrations.Sessions;

/// <summary>The sessions of the pg_dump that a run starts: known by their application name, and by the login, which they share.</summary>
internal static class OwnDump
{
    private const string Prefix = "opscenter pg_dump of pid ";

    /// <summary>Their application name.</summary>
    /// <param name="pid">The backend of the run's session.</param>
    public static string NameFor(int pid) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{pid}");

    /// <summary>A query of their backends.</summary>
    /// <param name="runs">A relation with the column pid: the backends of runs.</param>
    public static string Of(string runs) =>
        $"""
            select a.pid
            from {runs} as r
            join pg_catalog.pg_stat_activity as s on s.pid = r.pid
            join pg_catalog.pg_stat_activity as a on a.usesysid = s.usesysid and a.application_name = '{Prefix}' || r.pid
            """;
}
