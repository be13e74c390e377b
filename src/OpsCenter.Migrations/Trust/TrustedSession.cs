using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Trust;

/// <summary>
/// Opens the session of an operation. A table that another role has made in the place of ours would run that role's code with the
/// rights of whoever reads it, so nothing of the metadata is read before all of it was checked.
/// </summary>
internal static class TrustedSession
{
    /// <summary>As <see cref="EngineContext.OpenAsync"/>, with three round trips more.</summary>
    /// <exception cref="UntrustedObjectException">An object in the place of our metadata cannot be used.</exception>
    public static async Task<DatabaseSession> OpenAsync(
        EngineContext context,
        Migration migration,
        CancellationToken cancellation
    )
    {
        var session = await context.OpenAsync(cancellation);
        try
        {
            session.TrustedRoles =
            [
                .. await session.QueryAsync(
                    TrustQueries.TrustedRoles,
                    row => row.GetFieldValue<uint>(0),
                    cancellation,
                    session.CallerPath.Schemas.ToArray(),
                    migration.ExtendedTables.ToArray()
                ),
            ];
            session.MetadataOwner = await session.ScalarAsync<string>(
                TrustQueries.BaseOwner,
                cancellation,
                session.CallerPath.Schemas.ToArray(),
                migration.ExtendedTables.ToArray()
            )
                is { Length: > 0 } owner
                ? owner
                : null;
            await EnsureAsync(session, cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task EnsureAsync(DatabaseSession session, CancellationToken cancellation)
    {
        var faults = await session.QueryAsync(
            TrustQueries.UntrustedObjects,
            row => (Title: row.GetString(0), Owner: row.GetString(1), Fault: row.GetString(2)),
            cancellation,
            (object)session.TrustedRoles.Select(role => (long)role).ToArray()
        );
        if (faults.Count == 0)
        {
            return;
        }

        throw new UntrustedObjectException(
            "What stands in the place of the migration metadata cannot be trusted, and was not read; nothing was changed:\n"
                + string.Join(
                    '\n',
                    faults.Select(
                        (fault, index) =>
                            $"  {index + 1}. {fault.Title}, owner {fault.Owner}: {fault.Fault}"
                    )
                ),
            "Trusted are the owner of the extended tables, the owner of the database, the role that runs this, and superusers. "
                + "Find out who made it and why. If it is not ours, have its owner or a superuser rename it "
                + "(alter schema opscenter rename to ...;); if it is, give it back to its owner (alter schema ... owner to ...; alter table ... owner to ...;)."
        );
    }
}
