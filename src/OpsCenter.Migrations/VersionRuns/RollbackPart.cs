using OpsCenter.Migrations.Archives;
using OpsCenter.Migrations.Batches;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// What belongs into the transaction of a down script. The script is run up to a savepoint first, to see what it drops and
/// changes; that is archived; then it is run again, and may drop no more than was archived.
/// </summary>
internal sealed class RollbackPart(
    EngineContext context,
    string source,
    string version,
    Func<OpenPart, ScriptEffects, IReadOnlyList<ArchivedData>, CancellationToken, Task> journal
) : IPartWork
{
    private const string Savepoint = "opscenter_before_rollback";

    private readonly List<WrittenArchive> _written = [];

    private KeptPositions? _positions;

    // The tables among them that have no rows are locked, and nothing is copied.
    private readonly List<DataLoss> _examined = [];

    public async Task BeforeAsync(OpenPart part, CancellationToken cancellation)
    {
        _written.Clear();
        _examined.Clear();
        if (context.Options.Discard is not null)
        {
            return;
        }

        _positions = new KeptPositions(context, part.Session, source);
        var before = await _positions.ReadAsync(cancellation);
        await part.Session.ExecuteAsync($"savepoint {Savepoint}", cancellation);
        var large = await LargeObjects.CountAsync(part.Session, cancellation);
        var seen = await new ScriptTransaction(context, part.Session).RunAsync(part, cancellation);
        if (await LargeObjects.CountAsync(part.Session, cancellation) > large)
        {
            throw LargeObjects.Refusal(version);
        }

        var after = await _positions.ReadAsync(cancellation);
        await part.Session.ExecuteBatchAsync(
            [$"rollback to savepoint {Savepoint}", CallerPath.Pin],
            cancellation
        );
        _positions.Note(before, after, await _positions.ReadAsync(cancellation));
        await new CompositeTypes(part.Session, version).EnsureKeptAsync(seen, cancellation);
        var settings = await ArchiveSettings.PinAsync(part.Session, cancellation);
        var writer = Writer(part);
        foreach (var loss in DataLoss.Of(seen, part.Before))
        {
            _examined.Add(loss);
            if (await writer.WriteAsync(loss, RangeOf(loss, part), cancellation) is { } written)
            {
                _written.Add(written);
            }
        }

        await ArchiveSettings.SetAsync(part.Session, settings, cancellation);
    }

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<ArchivedData> archived = [];
        if (context.Options.Discard is null)
        {
            EnsureAllArchived(effects, part.Before);
            await _positions!.KeepAsync(version, cancellation);
            await ArchiveSettings.PinAsync(part.Session, cancellation);
            var batches = part.Range is { } range
                ? new BatchArchives(part.Session, range, version)
                : null;
            foreach (
                var written in _written.Where(written => RangeOf(written.Loss, part) is not null)
            )
            {
                await batches!.EnsureInsideAsync(written, effects, cancellation);
            }

            archived = await Writer(part).FinishAsync(_written, effects, cancellation);
            if (batches is not null)
            {
                archived = await batches.MergeAsync(_written, archived, cancellation);
            }
        }

        await journal(part, effects, archived, cancellation);
    }

    private void EnsureAllArchived(ScriptEffects effects, ObjectImage before)
    {
        var lost = DataLoss
            .Of(effects, before)
            .FirstOrDefault(loss => !_examined.Exists(loss.IsCoveredBy));
        if (lost is not null)
        {
            throw new DataTouchedException(
                $"The rollback of {version} dropped or changed data of {lost.Table.Identity} that it had not when it was tried a moment before, "
                    + "and was rolled back: that data was not archived.",
                "Repeat. If it happens again, the down script does not do the same each time: correct it, or drop the data without a copy by "
                    + "--discard with the database's name."
            );
        }
    }

    /// <summary>The rows of the batch, where the loss is one of the batch's own table.</summary>
    private static BatchRange? RangeOf(DataLoss loss, OpenPart part) =>
        loss.Kind == LossKind.Rows && part.Range?.Concerns(loss.Table.Key.Oid) == true
            ? part.Range
            : null;

    private ArchiveWriter Writer(OpenPart part) => new(context, part.Session, source, version);
}
