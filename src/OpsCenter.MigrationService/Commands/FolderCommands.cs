using OpsCenter.Migrations;
using OpsCenter.MigrationService.Output;
using OpsCenter.MigrationService.Output.Documents;
using OpsCenter.MigrationService.Reports;

namespace OpsCenter.MigrationService.Commands;

/// <summary>What the commands do with a folder of migrations.</summary>
internal static class FolderCommands
{
    public static async Task<CommandResult> StatusAsync(
        FolderMigrator migrator,
        CancellationToken cancellation
    )
    {
        var status = await migrator.StatusAsync(cancellation);
        return new CommandResult(
            ExitCodes.Done,
            FolderStatusDocument.Of(status),
            console =>
            {
                FolderStatusText.Write(console, status);
                NextText.Write(console, FolderNext.AfterStatus(migrator, status));
            }
        );
    }

    /// <param name="migrator">Reads the folder.</param>
    /// <param name="direction">Up or down.</param>
    /// <param name="limits">Which migrations, as the next command is told; null where the plan is kept, which is what is run next.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<CommandResult> PlanAsync(
        FolderMigrator migrator,
        MigrationDirection direction,
        string? limits,
        CancellationToken cancellation
    )
    {
        var plan = await migrator.PlanAsync(direction, cancellation);
        return new CommandResult(
            plan.Obstacle is null ? ExitCodes.Done : ExitCodes.Refused,
            FolderPlanDocument.Of(plan),
            console =>
            {
                FolderPlanText.Write(console, plan, direction);
                NextText.Write(
                    console,
                    limits is null ? null : FolderNext.AfterPlan(migrator, plan, direction, limits)
                );
            }
        );
    }

    public static async Task<CommandResult> DryRunAsync(
        FolderMigrator migrator,
        string limits,
        CancellationToken cancellation
    )
    {
        var report = await migrator.DryRunAsync(cancellation);
        return new CommandResult(
            report is { IsPolite: true, IsUndeclared: false } ? ExitCodes.Done : ExitCodes.Refused,
            FolderDryRunDocument.Of(report),
            console =>
            {
                FolderDryRunText.Write(console, report);
                NextText.Write(console, FolderNext.AfterDryRun(migrator, report, limits));
            }
        )
        {
            Findings = FolderFindings.Of(report),
        };
    }

    /// <param name="releases">Takes the backup.</param>
    /// <param name="migrator">Runs the folder.</param>
    /// <param name="whyNoBackup">Why no backup is taken first; null if one is.</param>
    /// <param name="isTriedFirst">Whether nothing is run where a dry run shows that others would wait for long.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<CommandResult> ApplyAsync(
        Migrator releases,
        FolderMigrator migrator,
        string? whyNoBackup,
        bool isTriedFirst,
        CancellationToken cancellation
    )
    {
        if (isTriedFirst && await migrator.DryRunAsync(cancellation) is { IsPolite: false } tried)
        {
            return new CommandResult(
                ExitCodes.Refused,
                FolderDryRunDocument.Of(tried),
                console =>
                {
                    console.Line($"[red]Nothing was applied.[/] What a dry run shows:");
                    FolderDryRunText.Write(console, tried);
                }
            )
            {
                Findings = FolderFindings.Of(tried),
            };
        }

        var backup = await FolderBackup.TakeAsync(
            whyNoBackup,
            releases,
            migrator,
            MigrationDirection.Up,
            cancellation
        );
        var report = await migrator.ApplyAsync(cancellation);
        return new CommandResult(
            ExitCodes.Done,
            FolderRunDocument.Of(report, backup),
            console =>
            {
                BackupText.WriteFirst(console, backup, report, whyNoBackup);
                FolderRunText.WriteApply(console, report);
                NextText.Write(console, FolderNext.AfterApply(migrator, report));
            }
        )
        {
            Findings = FolderFindings.Of(report, isUp: true, backup, whyNoBackup),
        };
    }

    /// <summary>Applies and verifies.</summary>
    /// <param name="releases">Takes the backup.</param>
    /// <param name="migrator">Runs the folder.</param>
    /// <param name="whyNoBackup">Why no backup is taken first; null if one is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<CommandResult> WorkAsync(
        Migrator releases,
        FolderMigrator migrator,
        string? whyNoBackup,
        CancellationToken cancellation
    )
    {
        var backup = await FolderBackup.TakeAsync(
            whyNoBackup,
            releases,
            migrator,
            MigrationDirection.Up,
            cancellation
        );
        var applied = await migrator.ApplyAsync(cancellation);
        var verified = await migrator.VerifyAsync(cancellation);
        return new CommandResult(
            verified.IsVerified ? ExitCodes.Done : ExitCodes.NotVerified,
            FolderWorkerDocument.Of(applied, backup, verified),
            console =>
            {
                BackupText.WriteFirst(console, backup, applied, whyNoBackup);
                FolderRunText.WriteApply(console, applied);
                FolderVerifyText.Write(console, verified);
            }
        )
        {
            Findings = verified.IsVerified
                ? FolderFindings.Of(applied, isUp: true, backup, whyNoBackup)
                : FolderFindings.Of(verified),
        };
    }

    public static async Task<CommandResult> VerifyAsync(
        FolderMigrator migrator,
        CancellationToken cancellation
    )
    {
        var report = await migrator.VerifyAsync(cancellation);
        return new CommandResult(
            report.IsVerified ? ExitCodes.Done : ExitCodes.NotVerified,
            FolderVerifyDocument.Of(report),
            console =>
            {
                FolderVerifyText.Write(console, report);
                NextText.Write(console, FolderNext.AfterVerify(migrator, report));
            }
        )
        {
            Findings = FolderFindings.Of(report),
        };
    }

    /// <param name="releases">Takes the backup.</param>
    /// <param name="migrator">Runs the folder.</param>
    /// <param name="whyNoBackup">Why no backup is taken first; null if one is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<CommandResult> RollbackAsync(
        Migrator releases,
        FolderMigrator migrator,
        string? whyNoBackup,
        CancellationToken cancellation
    )
    {
        var backup = await FolderBackup.TakeAsync(
            whyNoBackup,
            releases,
            migrator,
            MigrationDirection.Down,
            cancellation
        );
        var report = await migrator.RollbackAsync(cancellation);
        return new CommandResult(
            ExitCodes.Done,
            FolderRunDocument.Of(report, backup),
            console =>
            {
                BackupText.WriteFirst(console, backup, report, whyNoBackup);
                FolderRunText.WriteRollback(console, report);
                NextText.Write(console, FolderNext.AfterRollback(migrator, report));
            }
        )
        {
            Findings = FolderFindings.Of(report, isUp: false, backup, whyNoBackup),
        };
    }

    public static async Task<CommandResult> RestoreArchiveAsync(
        FolderMigrator migrator,
        RestoreArchiveOptions options,
        CancellationToken cancellation
    )
    {
        var restored = await migrator.RestoreArchiveAsync(cancellation);
        return new CommandResult(
            restored.Any(data =>
                data.Obstacle is not null
                || (data.Kept > 0 && !options.KeepExisting)
                // Named by its number, it was to be restored now.
                || (data.WaitsFor is not null && options.Archive is not null)
            )
                ? ExitCodes.Refused
                : ExitCodes.Done,
            FolderRestoreDocument.Of(restored),
            console =>
            {
                FolderRestoreText.Write(console, restored, options);
                NextText.Write(
                    console,
                    FolderNext.AfterRestore(migrator, restored, options.KeepExisting)
                );
            }
        )
        {
            Findings = RestoreFindings.Of(restored),
        };
    }

    public static async Task<CommandResult> AdoptAsync(
        FolderMigrator migrator,
        CancellationToken cancellation
    )
    {
        var adoption = await migrator.AdoptAsync(cancellation);
        return new CommandResult(
            ExitCodes.Done,
            FolderAdoptDocument.Of(adoption),
            console =>
            {
                FolderAdoptText.Write(console, adoption);
                NextText.Write(console, FolderNext.AfterAdopt(migrator, adoption));
            }
        );
    }
}
