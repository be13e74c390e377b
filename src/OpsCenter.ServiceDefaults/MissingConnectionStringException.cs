namespace OpsCenter.ServiceDefaults;

/// <summary>No connection string was given. The message says how to give one.</summary>
public sealed class MissingConnectionStringException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="connectionName">The name of the connection string that was looked for.</param>
    public MissingConnectionStringException(string connectionName)
        : base(
            $"There is no connection string \"{connectionName}\", so no database can be reached. Give it with "
                + $"--connection \"Host=...;Database=...;Username=...\", or set ConnectionStrings__{connectionName} in the "
                + "environment (better for one with a password: arguments can be read by every user of the machine)."
        ) => ConnectionName = connectionName;

    /// <summary>The name of the connection string that was looked for.</summary>
    public string ConnectionName { get; }
}
