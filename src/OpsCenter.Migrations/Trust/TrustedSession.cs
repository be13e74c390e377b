using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Trust;

/// <summary>
/// Opens the session of an operation. A table that another role has made in the place of ours would run that role's code with the
/// rights of whoever reads it, so nothing of the metadata is read before all of it was checked.
/// </summary>
internal static class TrustedSession
{
    /// <summary>As <see cref="EngineContext.OpenAsync"/>, with one round trip more.</summary>
    /// <param name="context">Opens it.</param>
    /// <param name="migration">The owner of the tables that it extends is trusted; null if it is not known.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="usesMetadata">Whether the operation reads or writes the metadata. Otherwise it is not checked.</param>
    /// <exception cref="UntrustedObjectException">An object in the place of our metadata cannot be used.</exception>
    public static async Task<DatabaseSession> OpenAsync(
        EngineContext context,
        Migration? migration,
        CancellationToken cancellation,
        bool usesMetadata = true
    )
    {
        var session = await context.OpenAsync(cancellation);
        try
        {
            var answers = await session.QueryAsync(
                TrustQueries.Everything,
                row =>
                    (
                        Roles: row.GetFieldValue<uint[]>(0),
                        Owner: row.GetString(1),
                        Fault: row.IsDBNull(2)
                            ? null
                            : $"{row.GetString(2)}, owner {row.GetString(3)}: {row.GetString(4)}"
                    ),
                cancellation,
                session.CallerPath.Schemas.ToArray(),
                (migration?.ExtendedTables ?? []).ToArray()
            );
            session.TrustedRoles = answers[0].Roles;
            session.MetadataOwner = answers[0].Owner is { Length: > 0 } owner ? owner : null;
            if (usesMetadata)
            {
                Ensure([.. answers.Select(answer => answer.Fault).OfType<string>()]);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static void Ensure(List<string> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        var schema = faults.Exists(fault =>
            fault.StartsWith("schema opscenter,", StringComparison.Ordinal)
            || fault.StartsWith("opscenter.", StringComparison.Ordinal)
        )
            ? "opscenter"
            : "opscenter_archive";
        throw new UntrustedObjectException(
            "What stands in the place of the migration metadata cannot be trusted, and was not read; nothing was changed:\n"
                + string.Join('\n', faults.Select((fault, index) => $"  {index + 1}. {fault}")),
            "Trusted are the owner of the extended tables, the owner of the database, the role that runs this, and superusers. "
                + "Find out who made it and why. If nothing in it is ours, have its owner or a superuser run: "
                + $"alter schema {schema} rename to {schema}_of_somebody; If it is ours, its former owner takes it back. "
                + "A backup meanwhile: opscenter backup --whole."
        );
    }
}
