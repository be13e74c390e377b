using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Preflight.Rules;

/// <summary>A server newer than every one that migrations were tried on. An older one is refused when a session is opened.</summary>
internal sealed class ServerVersion(int newest = ServerVersion.NewestTested) : PreflightRule
{
    /// <summary>The newest major that the tests run on.</summary>
    public const int NewestTested = 18;

    public override string Id => "server-version";

    public override string Why =>
        "Locks, catalogs and rewrites are the server's own affair, and change with its major version.";

    public override bool MayBeAllowed => true;

    public override IEnumerable<PreflightFinding> Judge(
        PreflightContext context,
        IReadOnlyList<EvidenceRow> rows
    )
    {
        if (context.Server.Major > newest)
        {
            yield return Refuse(
                context,
                $"The server is PostgreSQL {context.Server.Major}; migrations are tested on 13 to {newest}.",
                "Use a release that is tested on this server, or try it on a copy of the database first, and then --allow server-version."
            );
        }
    }
}
