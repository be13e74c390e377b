using OpsCenter.Migrations.Archives;
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

    public async Task BeforeAsync(OpenPart part, CancellationToken cancellation)
    {
        _written.Clear();
        if (context.Options.Discard is not null)
        {
            return;
        }

        await part.Session.ExecuteAsync($"savepoint {Savepoint}", cancellation);
        var seen = await new ScriptTransaction(context, part.Session).RunAsync(part, cancellation);
        await part.Session.ExecuteBatchAsync(
            [$"rollback to savepoint {Savepoint}", CallerPath.Pin],
            cancellation
        );
        var writer = Writer(part);
        foreach (var loss in DataLoss.Of(seen, part.Before))
        {
            if (await writer.WriteAsync(loss, cancellation) is { } written)
            {
                _written.Add(written);
            }
        }
    }

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        var archived = new List<ArchivedData>();
        if (context.Options.Discard is null)
        {
            EnsureAllArchived(effects, part.Before);
            var writer = Writer(part);
            foreach (var written in _written)
            {
                if (await writer.FinishAsync(written, cancellation) is { } kept)
                {
                    archived.Add(kept);
                }
            }
        }

        await journal(part, effects, archived, cancellation);
    }

    private void EnsureAllArchived(ScriptEffects effects, ObjectImage before)
    {
        var lost = DataLoss
            .Of(effects, before)
            .Where(loss => loss.Columns.Count > 0 || loss.Kind != LossKind.Columns)
            .FirstOrDefault(loss => !_written.Exists(written => loss.IsCoveredBy(written.Loss)));
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

    private ArchiveWriter Writer(OpenPart part) => new(context, part.Session, source, version);
}
