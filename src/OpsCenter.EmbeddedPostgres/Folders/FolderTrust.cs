using System.Globalization;

namespace OpsCenter.EmbeddedPostgres.Folders;

/// <summary>
/// Checks whether other users of the machine could replace a folder or file: then they could read or replace what this
/// process writes there, and forge what it reads.
/// </summary>
internal static class FolderTrust
{
    /// <summary>The permissions of a folder that only its owner can access.</summary>
    public const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int MaxLinks = 20;

    /// <summary>Creates the folder if it is missing.</summary>
    /// <returns>The reason why the folder cannot be trusted; null if it can, and exists now.</returns>
    public static string? Create(string folder, UnixFileMode mode = Private)
    {
        var reason = Distrust(folder);
        if (reason is null)
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, mode);
            }

            // Another user may have created it since the first check.
            reason = Distrust(folder);
        }

        return reason;
    }

    /// <summary>Checks the existing part of a path from the root to its end.</summary>
    /// <returns>The reason why the path cannot be trusted; null if only this user and root can create or replace it.</returns>
    public static string? Distrust(string path) =>
        OperatingSystem.IsWindows() ? null : Distrust(Path.GetFullPath(path), MaxLinks);

    /// <summary>
    /// Checks whether another user put a part of a path where everybody may put something: a link or a file under a name that is easy to
    /// guess. Folders of other users that only they can write to are no such parts.
    /// </summary>
    /// <returns>The reason why nothing is to be written to the path or read from it; null if there is none.</returns>
    public static string? Planted(string path) =>
        OperatingSystem.IsWindows() ? null : Planted(Path.GetFullPath(path), MaxLinks);

    private static string? Planted(string path, int links)
    {
        if (links == 0)
        {
            return $"{path} has too many symbolic links";
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (part, isShared) = ("/", false);
        for (var index = 0; FileOwner.Read(part) is { } owner; index++)
        {
            if (isShared && !IsTrusted(owner.User))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part} belongs to another user of this machine (user id {owner.User}), in a folder that every user can write to"
                );
            }

            if (owner.IsLink)
            {
                return Planted(Target(part, parts[index..]), links - 1);
            }

            isShared = owner.Mode.HasFlag(UnixFileMode.OtherWrite);
            if (index == parts.Length)
            {
                break;
            }

            part = Path.Combine(part, parts[index]);
        }

        return null;
    }

    /// <summary>The path that a link leads to, with what comes after it.</summary>
    private static string Target(string link, string[] rest) =>
        Path.GetFullPath(
            Path.Combine([Path.GetDirectoryName(link)!, new FileInfo(link).LinkTarget!, .. rest])
        );

    private static string? Distrust(string path, int links)
    {
        if (links == 0)
        {
            return $"{path} has too many symbolic links";
        }

        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var part = "/";
        for (var index = 0; index <= parts.Length; index++)
        {
            if (FileOwner.Read(part) is not { } owner)
            {
                return null;
            }

            if (!IsTrusted(owner.User))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{part} belongs to another user of this machine (user id {owner.User})"
                );
            }

            if (owner.IsLink)
            {
                return Distrust(Target(part, parts[index..]), links - 1);
            }

            // In a folder with the sticky bit, only the owner of a file can rename or delete it.
            if (
                owner.Mode.HasFlag(UnixFileMode.OtherWrite)
                && !owner.Mode.HasFlag(UnixFileMode.StickyBit)
            )
            {
                return $"every user of this machine can write to {part}";
            }

            if (index < parts.Length)
            {
                part = Path.Combine(part, parts[index]);
            }
        }

        return null;
    }

    /// <summary>This user, root, and the user who started sudo.</summary>
    private static bool IsTrusted(uint user) =>
        user == 0
        || user == FileOwner.Self
        || (
            FileOwner.Self == 0
            && string.Equals(
                Environment.GetEnvironmentVariable("SUDO_UID"),
                user.ToString(CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
        );
}
