using System.Collections.Immutable;
using System.Globalization;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>Publishes where a migration resource stands, for the dashboard and for those that wait for it.</summary>
internal sealed class StatePublisher(
    ResourceNotificationService notifications,
    SqlMigrationResource resource
)
{
    /// <summary>A run begins.</summary>
    public async Task StartedAsync(string state)
    {
        // Aspire checks the health of a resource from the first time that it is in its own state Running.
        if (state == SqlMigrationStates.Applying)
        {
            await PublishAsync(snapshot => Show(snapshot, KnownResourceStates.Running));
        }

        resource.Standing.State = state;
        await PublishStandingAsync(snapshot =>
            snapshot with
            {
                StartTimeStamp = DateTime.UtcNow,
                StopTimeStamp = null,
            }
        );
    }

    /// <summary>A run has ended.</summary>
    public Task EndedAsync(ProgramResult? result, ProgramResult? status, int? objects) =>
        PublishStandingAsync(snapshot =>
            snapshot with
            {
                StopTimeStamp = DateTime.UtcNow,
                Properties =
                [
                    .. Merge(
                        snapshot.Properties,
                        (SqlMigrationProperties.Database, status?.Document?.Database),
                        (SqlMigrationProperties.Version, status?.Document?.Version),
                        (
                            SqlMigrationProperties.Objects,
                            objects?.ToString(CultureInfo.InvariantCulture)
                        ),
                        (SqlMigrationProperties.BackupFile, result?.Document?.BackupFile),
                        (SqlMigrationProperties.LastRun, status?.Document?.LastRun),
                        (SqlMigrationProperties.Checksum, status?.Document?.Checksum),
                        (
                            SqlMigrationProperties.ExitCode,
                            result?.ExitCode.ToString(CultureInfo.InvariantCulture)
                        )
                    ),
                ],
            }
        );

    public Task PublishAsync(string state)
    {
        resource.Standing.State = state;
        return PublishStandingAsync(snapshot => snapshot);
    }

    /// <summary>
    /// The state is read when it is this update's turn: the next run may have begun by then, and its state must not be replaced by that
    /// of the run before.
    /// </summary>
    private Task PublishStandingAsync(
        Func<CustomResourceSnapshot, CustomResourceSnapshot> update
    ) => PublishAsync(snapshot => Show(update(snapshot), resource.Standing.State));

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> update) =>
        notifications.PublishUpdateAsync(resource, update);

    /// <summary>
    /// Aspire takes any resource with an exit code for completed, whatever its state: so only an applied migration has one, and a
    /// dependant goes on waiting while a refused one is being repaired.
    /// </summary>
    private static CustomResourceSnapshot Show(CustomResourceSnapshot snapshot, string state) =>
        snapshot with
        {
            State = new ResourceStateSnapshot(state, Style(state)),
            ExitCode = state == SqlMigrationStates.Applied ? 0 : null,
        };

    private static string Style(string state) =>
        state == SqlMigrationStates.Applied ? KnownResourceStateStyles.Success
        : state == SqlMigrationStates.Failed || state == SqlMigrationStates.Refused
            ? KnownResourceStateStyles.Error
        : state == SqlMigrationStates.RolledBack ? KnownResourceStateStyles.Warn
        : KnownResourceStateStyles.Info;

    /// <summary>What a run does not know stays as it was.</summary>
    private static ImmutableArray<ResourcePropertySnapshot> Merge(
        ImmutableArray<ResourcePropertySnapshot> properties,
        params (string Name, string? Value)[] updates
    )
    {
        var known = updates.Where(update => update.Value is not null).ToArray();
        return
        [
            .. properties.Where(property => known.All(update => update.Name != property.Name)),
            .. known.Select(update => new ResourcePropertySnapshot(update.Name, update.Value)
            {
                IsHighlighted = true,
            }),
        ];
    }
}
