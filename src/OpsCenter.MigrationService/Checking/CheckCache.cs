using OpsCenter.Conformance.Folders;
using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.EmbeddedPostgres.Packages;
using OpsCenter.MigrationService.Output;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Checking;

/// <summary>Opens the cache of verdicts.</summary>
internal static class CheckCache
{
    /// <summary>The cache in a folder, or that of this user; null if the latter cannot be trusted.</summary>
    /// <exception cref="UsageException">The named folder cannot be trusted or made.</exception>
    public static VerdictCache? Open(string option, string? named)
    {
        var folder = Path.GetFullPath(named ?? UserCache.Of("check"));
        string reason;
        try
        {
            if (FolderTrust.Create(folder) is not { } distrust)
            {
                return new VerdictCache(folder);
            }

            reason = distrust;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            reason = failure.Message;
        }

        if (named is not null)
        {
            throw new UsageException(
                $"The folder of {option} cannot be used: {reason}",
                "Name a folder that only you can write to, or check without a cache."
            );
        }

        ErrorOutput.Warn($"Nothing is taken from the cache {folder}: {reason}");
        return null;
    }
}
