namespace OpsCenter.EmbeddedPostgres.Accounts;

/// <summary>Wraps a command in a program that runs it under another account.</summary>
internal static class AccountSwitch
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    public static (string FileName, IReadOnlyList<string> Arguments) Wrap(
        UnprivilegedAccount? account,
        string program,
        IReadOnlyList<string> arguments
    )
    {
        if (account is null)
        {
            return (program, arguments);
        }

        // setpriv replaces itself by the server; runuser and sudo remain its parent process.
        if (Find("setpriv") is { } setpriv)
        {
            string[] drop =
            [
                $"--reuid={account.UserId}",
                $"--regid={account.GroupId}",
                "--clear-groups",
                "--",
            ];
            return (setpriv, [.. drop, program, .. arguments]);
        }

        if (Find("runuser") is { } runuser)
        {
            return (runuser, ["-u", account.Name, "--", program, .. arguments]);
        }

        if (Find("sudo") is { } sudo)
        {
            return (sudo, ["-n", "-u", account.Name, "--", program, .. arguments]);
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and none of setpriv, runuser and sudo exists to run it as "
                + $"'{account.Name}'. "
                + "Install util-linux, or run this as another user."
        );
    }

    private static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
