namespace OpsCenter.AppHost.GenericHost;

/// <summary>A database on a server that is not ours: never started, never stopped.</summary>
internal sealed class ExistingDatabase(string connectionString) : IDatabase
{
    public string ConnectionString { get; } = connectionString;

    public string? PasswordHint => null;

    public Task Ended { get; } = new TaskCompletionSource().Task;
}
