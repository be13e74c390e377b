namespace OpsCenter.ServiceDefaults;

/// <summary>The connection string is missing. The message describes how to set it.</summary>
public sealed class MissingConnectionStringException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="connectionName">The name of the connection string that is missing.</param>
    public MissingConnectionStringException(string connectionName)
        : base(
            $"There is no connection string \"{connectionName}\", so no database can be reached. Give it with "
                + "--connection \"Host=...;Database=...;Username=...\", or set "
                + $"ConnectionStrings__{connectionName} in the "
                + "environment (better for one with a password: arguments can be read by every user of the machine)."
        ) => ConnectionName = connectionName;

    /// <summary>The name of the connection string that is missing.</summary>
    public string ConnectionName { get; }
}
