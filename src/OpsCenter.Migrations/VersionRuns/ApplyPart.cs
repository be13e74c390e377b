using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>What belongs into the transaction of an up script: the look at the data, the record and the journal.</summary>
internal sealed class ApplyPart(
    FolderMigration migration,
    Preserve preserve,
    Func<OpenPart, ScriptEffects, CancellationToken, Task> journal
) : IPartWork
{
    public Task BeforeAsync(OpenPart part, CancellationToken cancellation) => Task.CompletedTask;

    public async Task AfterAsync(
        OpenPart part,
        ScriptEffects effects,
        CancellationToken cancellation
    )
    {
        if (preserve == Preserve.Enforce)
        {
            EnsurePreserved(effects);
        }

        await journal(part, effects, cancellation);
    }

    private void EnsurePreserved(ScriptEffects effects)
    {
        var undeclared = effects.DataChanges().Where(change => !IsDeclared(change.Table)).ToList();
        if (undeclared.Count == 0)
        {
            return;
        }

        var lines = undeclared
            .Select(change => change.Table)
            .Distinct(StringComparer.Ordinal)
            .Select(table => $"-- opscenter: changes {table}");
        throw new DataTouchedException(
            $"{migration.Up.File} changes data that was there before it, without saying so, and was rolled back:\n"
                + string.Join(
                    '\n',
                    undeclared.Select(
                        (change, index) => $"  {index + 1}. {change.Table}: {change.What}"
                    )
                ),
            "If the script is meant to do that, say so in it:\n"
                + string.Join('\n', lines)
                + "\nWith --preserve report such changes are reported only."
        );
    }

    private bool IsDeclared(string table) =>
        migration.Up.Changes.Any(declared =>
            declared == table || declared.StartsWith($"{table}.", StringComparison.Ordinal)
        );
}
