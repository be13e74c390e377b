namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>No packaged server exists for this operating system, processor or major version.</summary>
public sealed class UnsupportedPlatformException : EmbeddedPostgresException
{
    internal UnsupportedPlatformException(string what)
        : base(
            $"There is no packaged PostgreSQL server for {what}. Install PostgreSQL 13 or newer, or set "
                + $"{PostgresBinaries.BinVariable} to the bin folder of a PostgreSQL."
        ) { }
}
