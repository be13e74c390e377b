namespace OpsCenter.EmbeddedPostgres.Binaries;

/// <summary>The folder that OPSCENTER_POSTGRES_BIN names.</summary>
internal static class NamedPostgres
{
    /// <summary>Null if the variable is not set, or its server is of another major than the one demanded.</summary>
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
                $"{PostgresBinaries.BinVariable} is '{folder}', but initdb, pg_ctl and postgres are not there or do not run. "
                    + "Set it to the bin folder of a PostgreSQL server, or unset it to have one found."
            );
        return major is null || binaries.Major == major ? binaries : null;
    }
}
