using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Reports;

/// <summary>A run that was refused or failed, for its report.</summary>
internal static class ErrorFindings
{
    public static RunFindings Of(ErrorDescription error)
    {
        var lines = error.Message.Split('\n', 2);
        return new RunFindings(ReportTone.Bad, Headline(error.ExitCode), lines[0])
        {
            // What preflight found is a table.
            Details = error.Findings is null && lines.Length > 1 ? lines[1] : null,
            Remedy = $"{error.Remedy}\n({error.Id}: opscenter help exit-codes)",
            Backup = error.Backup,
            Obstacles = error.Findings ?? [],
            Unproved = error.ExitCode
                is ExitCodes.Usage
                    or ExitCodes.Refused
                    or ExitCodes.ChecksumChanged
                    or ExitCodes.BackupFailed
                ? []
                :
                [
                    "The run ended before its content digests were compared. opscenter status says where the database stands, opscenter verify compares.",
                ],
        };
    }

    private static string Headline(int exitCode) =>
        exitCode switch
        {
            ExitCodes.Usage => "Not run",
            ExitCodes.CannotConnect => "The connection failed",
            ExitCodes.Refused => "Refused",
            ExitCodes.ChecksumChanged => "Refused: a script was edited",
            ExitCodes.Locked => "A lock was waited for in vain",
            ExitCodes.NotVerified => "Not verified",
            ExitCodes.BackupFailed => "No backup, so nothing was run",
            ExitCodes.Cancelled => "Cancelled",
            _ => "Failed",
        };
}
