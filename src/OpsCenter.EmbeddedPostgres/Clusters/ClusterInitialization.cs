using System.Security.Cryptography;
using CliWrap;
using OpsCenter.EmbeddedPostgres.Accounts;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Creates a data directory with one superuser. The random password is only stored in a file.</summary>
internal static class ClusterInitialization
{
    public const string Superuser = "postgres";

    /// <summary>Initializes the cluster if necessary; returns the password of the superuser.</summary>
    public static async Task<string> EnsureAsync(
        PostgresBinaries binaries,
        ClusterFolder folder,
        bool durable,
        bool inMemory,
        ServerMessages messages,
        CancellationToken cancellationToken
    )
    {
        if (folder.IsInitialized)
        {
            return (await File.ReadAllTextAsync(folder.PasswordFile, cancellationToken)).Trim();
        }

        // initdb refuses to run in a directory that an interrupted initdb left.
        if (Directory.Exists(folder.Data))
        {
            MemoryFolder.Delete(folder);
            Directory.Delete(folder.Data, recursive: true);
        }

        ClusterFolder.Create(folder.Home);
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await WritePasswordAsync(folder.PasswordFile, password, cancellationToken);
        if (inMemory)
        {
            await ChangeOwnerAsync(MemoryFolder.LinkTo(folder), cancellationToken);
        }

        await ChangeOwnerAsync(folder.Home, cancellationToken);
        await InitdbAsync(binaries, folder, durable, messages, cancellationToken);
        return password;
    }

    private static async Task WritePasswordAsync(
        string file,
        string password,
        CancellationToken cancellationToken
    )
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(password.AsMemory(), cancellationToken);
    }

    private static async Task ChangeOwnerAsync(string folder, CancellationToken cancellationToken)
    {
        if (UnprivilegedAccount.ForThisProcess() is { } account)
        {
            await Cli.Wrap("chown")
                .WithArguments(["-R", $"{account.UserId}:{account.GroupId}", folder])
                .ExecuteAsync(cancellationToken);
        }
    }

    /// <summary>Temporary data needs neither sync nor checksums, which are the default since 18.</summary>
    private static IEnumerable<string> Fast(PostgresBinaries binaries) =>
        binaries.Major >= 18 ? ["--no-sync", "--no-data-checksums"] : ["--no-sync"];

    private static async Task InitdbAsync(
        PostgresBinaries binaries,
        ClusterFolder folder,
        bool durable,
        ServerMessages messages,
        CancellationToken cancellationToken
    )
    {
        string[] arguments =
        [
            $"--pgdata={folder.Data}",
            $"--username={Superuser}",
            $"--pwfile={folder.PasswordFile}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            .. durable ? [] : Fast(binaries),
        ];
        var result = await ServerProgram
            .Command(binaries, "initdb", arguments, folder.Home, messages)
            .ExecuteAsync(cancellationToken);
        if (!result.IsSuccess)
        {
            throw new PostgresServerException(
                $"initdb of PostgreSQL {binaries.Version} could not create {folder.Data} (exit code "
                    + $"{result.ExitCode}).",
                messages.Last()
            );
        }
    }
}
