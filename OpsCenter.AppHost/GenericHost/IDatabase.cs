namespace OpsCenter.AppHost.GenericHost;

/// <summary>The database that the commands work on.</summary>
internal interface IDatabase
{
    /// <summary>Known once the host has started.</summary>
    string ConnectionString { get; }

    /// <summary>Where the masked password can be read; null if its owner knows it.</summary>
    string? PasswordHint { get; }

    /// <summary>Completes when the server has ended under us.</summary>
    Task Ended { get; }
}
