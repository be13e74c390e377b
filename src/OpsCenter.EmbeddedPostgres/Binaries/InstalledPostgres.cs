namespace OpsCenter.EmbeddedPostgres.Binaries;

/// <summary>Finds a PostgreSQL installation on the machine.</summary>
internal static class InstalledPostgres
{
    public static async Task<PostgresBinaries?> FindAsync(
        int? major,
        CancellationToken cancellationToken
    )
    {
        foreach (var folder in InstallationFolders.All())
        {
            var binaries = await BinFolder.ReadAsync(folder, cancellationToken);
            if (binaries is not null && Suits(binaries, major))
            {
                return binaries;
            }
        }

        return null;
    }

    private static bool Suits(PostgresBinaries binaries, int? major) =>
        major is null ? binaries.Major >= PostgresBinaries.OldestMajor : binaries.Major == major;
}
