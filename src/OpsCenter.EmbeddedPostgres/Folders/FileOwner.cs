using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace OpsCenter.EmbeddedPostgres.Folders;

/// <summary>
/// The owner and permissions of a file, a folder, or a symbolic link itself. .NET provides the permissions, but not the
/// owner.
/// </summary>
/// <param name="User">The user id of the owner.</param>
/// <param name="Mode">The permissions, with the sticky bit.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
internal sealed partial record FileOwner(uint User, UnixFileMode Mode, bool IsLink)
{
    private const int TypeMask = 0xF000;
    private const int LinkType = 0xA000;
    private const int ModeMask = 0xFFF;

    /// <summary>The effective user id of this process.</summary>
    public static uint Self { get; } = OperatingSystem.IsWindows() ? 0 : EffectiveUser();

    /// <summary>Null if the file does not exist, or on Windows.</summary>
    public static FileOwner? Read(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var buffer = new byte[256];
        if (OperatingSystem.IsLinux())
        {
            // AT_FDCWD, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS; the layout is the same on every architecture
            // (statx(2)).
            return ExtendedStatus(-100, name, 0x100, 0x7FF, buffer) == 0
                ? Of(Number(buffer, 20), BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(28)))
                : null;
        }

        if (OperatingSystem.IsMacOS())
        {
            var failed =
                RuntimeInformation.ProcessArchitecture == Architecture.X64
                    ? LinkStatus64(name, buffer)
                    : LinkStatus(name, buffer);
            return failed == 0
                ? Of(Number(buffer, 16), BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(4)))
                : null;
        }

        return null;
    }

    private static uint Number(byte[] buffer, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(offset));

    private static FileOwner Of(uint user, ushort mode) =>
        new(user, (UnixFileMode)(mode & ModeMask), (mode & TypeMask) == LinkType);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int ExtendedStatus(
        int folder,
        [In] byte[] path,
        int flags,
        uint mask,
        [In, Out] byte[] buffer
    );

    [LibraryImport("libc", EntryPoint = "lstat")]
    private static partial int LinkStatus([In] byte[] path, [In, Out] byte[] buffer);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64")]
    private static partial int LinkStatus64([In] byte[] path, [In, Out] byte[] buffer);
}
