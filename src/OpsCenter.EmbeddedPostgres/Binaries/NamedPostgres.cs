namespace OpsCenter.EmbeddedPostgres.Binaries;

/// <summary>The binaries in the folder of OPSCENTER_POSTGRES_BIN.</summary>
internal static class NamedPostgres
{
    /// <summary>Null if the variable is not set, or if its server has another major than requested.</summary>
    public static async Task<PostgresBinaries?> FindAsync(
        int? major,
        CancellationToken cancellationToken
    )
    {
        var folder = Environment.GetEnvironmentVariable(PostgresBinaries.BinVariable);
        if (string.IsNullOrWhiteSpace(folder))
        {
            return null;
        }

        var binaries =
            await BinFolder.ReadAsync(folder, cancellationToken)
            ?? throw new EmbeddedPostgresException(
                $"{PostgresBinaries.BinVariable} is '{folder}', but initdb, pg_ctl or postgres is missing or "
                    + "does not run. "
                    + "Set it to the bin folder of a PostgreSQL server, or unset it to search for one."
            );
        return major is null || binaries.Major == major ? binaries : null;
    }
}
