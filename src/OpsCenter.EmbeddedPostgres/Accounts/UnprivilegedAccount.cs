namespace OpsCenter.EmbeddedPostgres.Accounts;

/// <summary>The account for the server if this process runs as root: PostgreSQL refuses to run as root.</summary>
internal sealed record UnprivilegedAccount(string Name, string UserId, string GroupId)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <summary>The account, or null if this process is not root.</summary>
    public static UnprivilegedAccount? ForThisProcess() =>
        !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess
            ? Find(File.ReadLines("/etc/passwd"))
                ?? throw new EmbeddedPostgresException(
                    "PostgreSQL refuses to run as root, and there is no account 'postgres' or 'nobody' to "
                        + "run it under. "
                        + "Add one of them, or run this as another user."
                )
            : null;

    public static UnprivilegedAccount? Find(IEnumerable<string> passwd)
    {
        var accounts = passwd
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3)
            .Select(fields => new UnprivilegedAccount(fields[0], fields[2], fields[3]))
            .ToList();
        return Preferred
            .Select(name =>
                accounts.Find(account =>
                    string.Equals(account.Name, name, StringComparison.Ordinal)
                )
            )
            .FirstOrDefault(account => account is not null);
    }
}
