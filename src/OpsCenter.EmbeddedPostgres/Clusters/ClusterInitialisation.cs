using System.Security.Cryptography;
using CliWrap;
using OpsCenter.EmbeddedPostgres.Accounts;
using OpsCenter.EmbeddedPostgres.Processes;

namespace OpsCenter.EmbeddedPostgres.Clusters;

/// <summary>Makes a data directory with one superuser and a random password that only files ever hold.</summary>
internal static class ClusterInitialisation
{
    public const string Superuser = "postgres";

    /// <summary>Initialises the cluster unless it is already; returns the superuser's password.</summary>
    public static async Task<string> EnsureAsync(
        PostgresBinaries binaries,
        ClusterFolder folder,
        bool durable,
        bool inMemory,
        ServerMessages messages,
        CancellationToken cancellationToken
    )
    {
        if (folder.IsInitialised)
        {
            return (await File.ReadAllTextAsync(folder.PasswordFile, cancellationToken)).Trim();
        }

        // What an interrupted initdb left would make this one refuse.
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
            await GiveToServerAccountAsync(MemoryFolder.LinkTo(folder), cancellationToken);
        }

        await GiveToServerAccountAsync(folder.Home, cancellationToken);
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

    private static async Task GiveToServerAccountAsync(
        string folder,
        CancellationToken cancellationToken
    )
    {
        if (UnprivilegedAccount.ForThisProcess() is { } account)
        {
            await Cli.Wrap("chown")
                .WithArguments(["-R", $"{account.UserId}:{account.GroupId}", folder])
                .ExecuteAsync(cancellationToken);
        }
    }

    /// <summary>A page of what is thrown away needs no checksum, as it has by default since 18.</summary>
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
                $"initdb of PostgreSQL {binaries.Version} could not make {folder.Data} (exit code {result.ExitCode}).",
                messages.Last()
            );
        }
    }
}
