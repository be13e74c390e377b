using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.Backup;

/// <summary>What the replaced relations were before, to be compared with what they are afterwards.</summary>
internal sealed class ReplacedState
{
    private readonly IReadOnlyList<ReplacedRelation> _relations;
    private readonly RelationProperties _properties;
    private readonly Publications _publications;
    private readonly IReadOnlyDictionary<string, long> _positions;

    private ReplacedState(
        IReadOnlyList<ReplacedRelation> relations,
        RelationProperties properties,
        Publications publications,
        IReadOnlyDictionary<string, long> positions
    )
    {
        _relations = relations;
        _properties = properties;
        _publications = publications;
        _positions = positions;
    }

    public static async Task<ReplacedState> ReadAsync(
        DatabaseSession session,
        IReadOnlyList<ReplacedRelation> relations,
        CancellationToken cancellation
    )
    {
        var oids = relations.Select(relation => relation.Oid).ToList();
        return new ReplacedState(
            relations,
            await RelationProperties.ReadAsync(session, oids, cancellation),
            await Publications.ReadAsync(
                session,
                relations.Where(relation => relation.IsDefined),
                cancellation
            ),
            await SequencePositions.ReadAsync(session, oids, cancellation)
        );
    }

    /// <summary>Brings back what a backup does not hold, in the transaction of the restore, and returns what is not as before.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(
        DatabaseSession session,
        Contents contents,
        CancellationToken cancellation
    )
    {
        await session.ExecuteAsync(
            "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true), pg_catalog.set_config('client_encoding', 'UTF8', true)",
            cancellation
        );
        var published = await _publications.RestoreAsync(
            session,
            await PropertiesAsync(session, cancellation),
            cancellation
        );
        var after = await PropertiesAsync(session, cancellation);
        var oids = await OidsAsync(session, cancellation);
        return
        [
            .. published,
            // Memberships in publications are told above, with what is to be done.
            .. _properties
                .Differences(after)
                .Where(line =>
                    !line.Contains(" no longer has: publication ", StringComparison.Ordinal)
                ),
            .. SequencePositions.Differences(
                _positions,
                await SequencePositions.ReadAsync(session, oids, cancellation)
            ),
            .. Unsubscribed(after),
            .. contents.Entries.Any(entry =>
                entry.Text.StartsWith("BLOB", StringComparison.Ordinal)
            )
                ? ["Large objects of the file are not restored over a database."]
                : Array.Empty<string>(),
        ];
    }

    private IEnumerable<string> Unsubscribed(RelationProperties after) =>
        _properties
            .Lines.SelectMany(group =>
                group
                    .Where(property =>
                        property.StartsWith("subscription ", StringComparison.Ordinal)
                    )
                    .Except(after.Lines[group.Key], StringComparer.Ordinal)
            )
            .Distinct(StringComparer.Ordinal)
            .Select(subscription =>
                $"Its {subscription} brings a restored table nothing more until its owner runs: alter {subscription} refresh publication "
                + "with (copy_data = false);"
            );

    private Task<List<uint>> OidsAsync(DatabaseSession session, CancellationToken cancellation) =>
        RelationProperties.FindAsync(
            session,
            [.. _relations.Select(relation => (relation.Schema, relation.Name))],
            cancellation
        );

    private async Task<RelationProperties> PropertiesAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await RelationProperties.ReadAsync(
            session,
            await OidsAsync(session, cancellation),
            cancellation
        );
}
