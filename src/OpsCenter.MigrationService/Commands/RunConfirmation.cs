using OpsCenter.Migrations;
using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Journal;
using OpsCenter.MigrationService.Confirmation;
using OpsCenter.MigrationService.Output;

namespace OpsCenter.MigrationService.Commands;

/// <summary>Shows the operator what is about to happen, and asks.</summary>
/// <param name="person">Whom.</param>
/// <param name="services">What the run works with.</param>
internal sealed class RunConfirmation(IOperator person, CommandServices services)
{
    /// <summary>Asks before an apply or a rollback, unless there is nothing to do, or an obstacle that the run itself reports.</summary>
    /// <param name="direction">Which of them.</param>
    /// <param name="discards">Whether a rollback drops rows and values without a copy.</param>
    /// <param name="whyNoBackup">Why no backup is taken first; null if one is taken: that it can be is found out before the question.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <exception cref="NotConfirmedException">The answer was no.</exception>
    /// <exception cref="Migrations.Errors.PlanChangedException">The run would not do what was approved: nobody is asked then.</exception>
    public async Task BeforeRunAsync(
        MigrationDirection direction,
        bool discards,
        string? whyNoBackup,
        CancellationToken cancellation
    )
    {
        if (await ShowAsync(direction, cancellation) is not { } what)
        {
            return;
        }

        if (whyNoBackup is null)
        {
            await services.Migrator.EnsureBackupAsync(cancellation);
        }
        else
        {
            person.Screen.Line($"[yellow]No backup is taken first:[/] {whyNoBackup}.");
        }

        var (database, host) = await FindAsync(cancellation);
        var place = $"database \"{database}\" on {host}";
        if (direction == MigrationDirection.Up)
        {
            await Question.AskYesAsync(person, $"Apply {what} to {place}?", cancellation);
        }
        else
        {
            if (discards)
            {
                person.Screen.Line(
                    $"[red]--discard: rows and values that were written since are dropped without a copy. They cannot be brought back.[/]"
                );
            }

            await Question.AskNameAsync(
                person,
                discards
                    ? $"This rolls back {what} in {place}, and loses that data."
                    : $"This rolls back {what} in {place}.",
                database,
                cancellation
            );
        }
    }

    /// <summary>Asks before a backup replaces tables.</summary>
    /// <exception cref="NotConfirmedException">The answer was no.</exception>
    public async Task BeforeReplaceAsync(BackupContents contents, CancellationToken cancellation)
    {
        var (database, host) = await FindAsync(cancellation);
        person.Screen.Line(
            $"{contents.File}: {BackupText.Size(contents.Bytes)}, the rows of {contents.Tables} tables."
        );
        await Question.AskNameAsync(
            person,
            $"This replaces those tables in database \"{database}\" on {host}; rows written since the backup are lost there.",
            database,
            cancellation
        );
    }

    /// <summary>Asks before sample data is written.</summary>
    /// <exception cref="NotConfirmedException">The answer was no.</exception>
    public async Task BeforeSeedAsync(long usageRows, CancellationToken cancellation)
    {
        var (database, host) = await FindAsync(cancellation);
        await Question.AskYesAsync(
            person,
            FormattableString.Invariant(
                $"Write V1's tables with {usageRows} usage rows of sample data into database \"{database}\" on {host}, if it has none?"
            ),
            cancellation
        );
    }

    /// <returns>What would be run; null if nothing would.</returns>
    private async Task<string?> ShowAsync(
        MigrationDirection direction,
        CancellationToken cancellation
    )
    {
        if (services.Folder is { } folder)
        {
            var folderPlan = await folder.PlanAsync(direction, cancellation);
            if (folderPlan is not { Obstacle: null, Steps.Count: > 0 })
            {
                return null;
            }

            services.Approved?.EnsureSameOrEnd(folderPlan.Outline);
            FolderPlanText.Write(person.Screen, folderPlan, direction);
            return string.Join(", ", folderPlan.Steps.Select(step => step.Title));
        }

        var plan = await services.Migrator.PlanStatementsAsync(
            services.Migration,
            direction,
            cancellation
        );
        if (!plan.IsClear || (!plan.ToAdd.Any() && !plan.ToDrop.Any()))
        {
            return null;
        }

        if (services.Approved is { } approved)
        {
            var status = await services.Migrator.StatusAsync(services.Migration, cancellation);
            approved.EnsureSame(
                plan.Outline,
                resumes: status.Standing
                    == (
                        direction == MigrationDirection.Up
                            ? MigrationStanding.ApplyInterrupted
                            : MigrationStanding.RollbackInterrupted
                    )
            );
        }

        PlanText.WriteSteps(person.Screen, plan, full: false);
        return plan.Migration;
    }

    private async Task<(string Database, string Host)> FindAsync(CancellationToken cancellation)
    {
        await using var connection = await services.DataSource.OpenConnectionAsync(cancellation);
        return (
            connection.Database,
            FormattableString.Invariant($"{connection.Host}:{connection.Port}")
        );
    }
}
