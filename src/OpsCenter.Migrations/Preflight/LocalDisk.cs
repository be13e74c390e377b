using System.Diagnostics;

namespace OpsCenter.Migrations.Preflight;

/// <summary>The file systems of this machine.</summary>
internal static class LocalDisk
{
    /// <summary>
    /// Whether the server runs on this machine. A loopback address is not enough, it may be a tunnel: the backend's process must be
    /// here, too, and be one of PostgreSQL.
    /// </summary>
    public static bool IsServerHere(string host, int backendPid)
    {
        if (host is not ("127.0.0.1" or "::1" or "localhost") && !Path.IsPathRooted(host))
        {
            return false;
        }

        try
        {
            using var backend = Process.GetProcessById(backendPid);
            return backend.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Null if the path cannot be reached.</summary>
    public static long? FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(path).AvailableFreeSpace;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
