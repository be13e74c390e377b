using System.Globalization;

namespace OpsCenter.EmbeddedPostgres.Folders;

/// <summary>
/// Tells whether other users of the machine could put their own folder or file in the place of one of ours: then what we write there can be read
/// or replaced, and what we read there can be theirs.
/// </summary>
internal static class FolderTrust
{
    /// <summary>The mode of a folder that is its owner's alone.</summary>
    public const UnixFileMode Private =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int MaxLinks = 20;

    /// <summary>Makes the folder if it is missing.</summary>
    /// <returns>Why the folder cannot be trusted; null if it can, and is there now.</returns>
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

            // Another user may have been faster since the first look.
            reason = Distrust(folder);
        }

        return reason;
    }

    /// <summary>Looks at a path from the root to its end, as far as it is there.</summary>
    /// <returns>Which part belongs to whom or can be written by whom; null if nobody but this user, and root, could have made it or can replace it.</returns>
    public static string? Distrust(string path) =>
        OperatingSystem.IsWindows() ? null : Distrust(Path.GetFullPath(path), MaxLinks);

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
                    $"{part} belongs to another user of this machine (number {owner.User})"
                );
            }

            if (owner.IsLink)
            {
                var target = Path.Combine(
                    Path.GetDirectoryName(part)!,
                    new FileInfo(part).LinkTarget!
                );
                return Distrust(
                    Path.GetFullPath(Path.Combine([target, .. parts[index..]])),
                    links - 1
                );
            }

            // In a folder with the sticky bit nobody renames or deletes what belongs to others.
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

    /// <summary>This user, root, and the user whom sudo made root.</summary>
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
