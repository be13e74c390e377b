using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Chooses pg_dump. It must not be older than the server, which it would refuse; of the others the nearest to the server is the best,
/// because a newer one writes settings that an older server does not know, and a restore into it would fail on them.
/// </summary>
internal static class ToolChoice
{
    /// <param name="wanted">The pg_dump that the operator named, or its folder; null to look in <paramref name="folders"/>.</param>
    /// <param name="folders">Where to look.</param>
    /// <param name="serverMajor">The server's major version; null takes the newest.</param>
    /// <param name="otherwise">The end of the remedy: how to do without.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<ClientTools> ChooseAsync(
        string? wanted,
        IReadOnlyList<string> folders,
        int? serverMajor,
        string otherwise,
        CancellationToken cancellation
    )
    {
        var places = wanted is null ? folders.Select(InFolder) : [Named(wanted)];
        var found = new List<ClientTools>();
        foreach (var place in places.Distinct(StringComparer.Ordinal))
        {
            if (await ClientTools.ReadAsync(place, cancellation) is { } tools)
            {
                found.Add(tools);
            }
        }

        if (found.Count == 0)
        {
            throw Missing(wanted, Remedy(serverMajor, otherwise));
        }

        var best = serverMajor is null
            ? found.MaxBy(tools => tools.Major)!
            : found.Where(tools => tools.Major >= serverMajor).MinBy(tools => tools.Major)
                ?? throw TooOld(
                    found.MaxBy(tools => tools.Major)!,
                    serverMajor.Value,
                    Remedy(serverMajor, otherwise)
                );
        return File.Exists(best.Restore)
            ? best
            : throw new PgDumpMissingException(
                $"There is no pg_restore beside {best.Dump}, and a backup that cannot be read is none. Nothing was touched.",
                Remedy(serverMajor, otherwise)
            );
    }

    private static string InFolder(string folder) =>
        Path.Combine(folder, ClientTools.Executable("pg_dump"));

    private static string Named(string wanted) =>
        Path.GetFullPath(Directory.Exists(wanted) ? InFolder(wanted) : wanted);

    private static PgDumpMissingException Missing(string? wanted, string remedy) =>
        new(
            wanted is null
                ? "pg_dump was not found: not on the PATH, nor in /usr/lib/postgresql, /usr/pgsql-*, Homebrew's, Postgres.app's or "
                    + "Windows' folders. Without it a backup can be neither taken nor read; nothing was touched."
                : $"{Named(wanted)} is no pg_dump that runs. Without it a backup can be neither taken nor read; nothing was touched.",
            remedy
        );

    private static PgDumpTooOldException TooOld(
        ClientTools newest,
        int serverMajor,
        string remedy
    ) =>
        new(
            $"The newest pg_dump here is {newest.Version} ({newest.Dump}), and the server is PostgreSQL {serverMajor}: pg_dump refuses a "
                + "server newer than itself. Nothing was touched.",
            remedy
        );

    private static string Remedy(int? serverMajor, string otherwise) =>
        $"Install PostgreSQL's client programs (Debian: apt-get install postgresql-client{(serverMajor is null ? "" : $"-{serverMajor}")}, "
        + $"from apt.postgresql.org if Debian has no such version), or name them with --pg-dump or OPSCENTER_PG_DUMP.{otherwise}";
}
