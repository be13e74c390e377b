using System.Globalization;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Versions;
using OpsCenter.Scripts;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>
/// Another tool that applies migrations to the same database, by its journal: what it has applied must not run a second time.
/// </summary>
internal sealed class OtherTool(
    VersionJournal journal,
    MigrationFolder folder,
    FolderOptions options
)
{
    // What its journal had when it was looked at last, and which table that is.
    private (string State, string Table) _seen = ("", "");

    // What its journal has since this run wrote it; null if it did not.
    private (string State, string Table)? _kept;

    // The journal is of something else: so it was said now, or before.
    private bool _isIgnored = options.IgnoreForeign;

    /// <summary>The journal of a tool of which nothing was adopted yet; null if there is none, or if the source has a history.</summary>
    public async Task<ForeignJournal?> FindUnadoptedAsync(
        DatabaseSession session,
        CancellationToken cancellation
    ) =>
        await journal.HasHistoryAsync(session, cancellation) ? null
        : await ForeignJournals.FindAsync(session, folder, cancellation) is { Count: > 0 } found
            ? found
        : null;

    /// <summary>Refuses a run while the other tool has done what is not recorded here, and remembers where it stands.</summary>
    /// <param name="session">The session.</param>
    /// <param name="entries">What is recorded here.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="VersionConflictException">It has, and the options do not allow that.</exception>
    public async Task EnsureNoneAsync(
        DatabaseSession session,
        IReadOnlyList<VersionEntry> entries,
        CancellationToken cancellation
    )
    {
        if (await FindConflictAsync(session, entries, cancellation) is { } conflict)
        {
            throw conflict;
        }

        if (options.KeepJournal)
        {
            KeptJournal.EnsureKept(await ForeignJournals.FindAsync(session, folder, cancellation));
        }

        _seen = _isIgnored ? _seen : await ReadAsync(session, cancellation);
    }

    /// <summary>Brings its journal to what is applied by now, in the open transaction, if the options say so.</summary>
    /// <param name="session">The session, after its own journal was written.</param>
    /// <param name="cancellation">Rolls back.</param>
    /// <exception cref="VersionConflictException">The journal cannot say that.</exception>
    public async Task KeepAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (!options.KeepJournal)
        {
            return;
        }

        var applied = (await journal.ReadAsync(session, cancellation))
            .Where(entry => entry.State == VersionState.Applied)
            .Select(entry => entry.Version)
            .ToHashSet(StringComparer.Ordinal);
        await KeptJournal.WriteAsync(session, folder, applied, cancellation);
        _kept = await ReadAsync(session, cancellation);
    }

    /// <summary>What the other tool has done that is not recorded here; null if nothing.</summary>
    public async Task<VersionConflictException?> FindConflictAsync(
        DatabaseSession session,
        IReadOnlyList<VersionEntry> entries,
        CancellationToken cancellation
    )
    {
        if (
            _isIgnored
            || await ForeignJournals.FindAsync(session, folder, cancellation) is not { } foreign
        )
        {
            return null;
        }

        if (!await journal.HasHistoryAsync(session, cancellation))
        {
            return foreign.IsUnread ? Unread(foreign)
                : foreign.Count == 0 ? null
                : Unadopted(foreign);
        }

        if (await journal.IgnoresAsync(session, foreign.Table, cancellation))
        {
            _isIgnored = true;
            return null;
        }

        var adopted = entries.Where(entry => entry.AdoptedFrom == foreign.Tool).ToList();
        if (foreign.Fault is { } fault && adopted.Count > 0)
        {
            return new VersionConflictException(
                $"The journal of {foreign.Tool}, {foreign.Table}, was adopted, and it is not in order by now: {fault}. Nothing was run.",
                $"Bring the database into order with {foreign.Tool} first. {Ignore}"
            );
        }

        var undone = await journal.ReadRolledBackAsync(session, cancellation);
        var grown = folder
            .Migrations.Where(foreign.Applied)
            .Where(migration =>
                entries.All(entry => entry.Version != migration.Key)
                && !undone.Contains(migration.Key)
            )
            .Select(migration => migration.Title)
            .ToList();
        if (grown.Count > 0)
        {
            return new VersionConflictException(
                $"{foreign.Tool} has applied {string.Join(", ", grown)} ({foreign.Table}), and that is not recorded here: it would run a second time. "
                    + "Nothing was run.",
                $"Record it: opscenter adopt --migrations {folder.Path}. From then on let only one of the tools apply migrations. {Ignore}"
            );
        }

        var lost = folder
            .Migrations.Where(migration =>
                adopted.Exists(entry => entry.Version == migration.Key)
                && !foreign.Applied(migration)
            )
            .Select(migration => migration.Title)
            .ToList();
        return lost.Count == 0
            ? null
            : new VersionConflictException(
                $"{string.Join(", ", lost)} {(lost.Count == 1 ? "was" : "were")} adopted from {foreign.Tool}, and its journal {foreign.Table} does not have {(lost.Count == 1 ? "it any more: it was" : "them any more: they were")} rolled back "
                    + "there, or the journal was edited. Nothing was run.",
                $"Apply {(lost.Count == 1 ? "it" : "them")} again with {foreign.Tool}. If that journal is no longer kept, drop it. {Ignore}"
            );
    }

    /// <summary>What <see cref="EnsureQuietAsync"/> wants to know first, for who has a round trip to make.</summary>
    public static SessionRead<(string Tool, string Name, string? Fault)> Ask(
        DatabaseSession session
    ) => ForeignJournals.Ask(session);

    /// <summary>Refuses to go on when the other tool has worked meanwhile.</summary>
    /// <param name="session">The session, in the transaction of a script after it ran, or outside of one.</param>
    /// <param name="effects">What the script did: it may write to that journal itself.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="asked">What was asked; null if nothing was.</param>
    /// <exception cref="VersionConflictException">It has.</exception>
    public async Task EnsureQuietAsync(
        DatabaseSession session,
        ScriptEffects effects,
        CancellationToken cancellation,
        SessionRead<(string Tool, string Name, string? Fault)>? asked = null
    )
    {
        if (_isIgnored)
        {
            return;
        }

        var now = await ReadAsync(session, cancellation, asked);
        var table = now.Table.Length > 0 ? now.Table : _seen.Table;
        if (now != _seen && now != _kept && !Touches(effects, table))
        {
            throw new VersionConflictException(
                $"Another tool works on this database: its journal {table} changed while this run did. The migration that was under way was rolled back; "
                    + "what was applied before stays.",
                "Wait until the other tool has ended, look at opscenter status, and let only one of them apply migrations."
            );
        }

        _seen = now;
    }

    private static bool Touches(ScriptEffects effects, string table) =>
        effects
            .Rows.Select(writes => writes.Table)
            .Concat(effects.NewFiles)
            .Concat(effects.Objects.Created)
            .Concat(effects.Objects.Dropped)
            .Concat(effects.Objects.Changed.Select(pair => pair.Before))
            .Any(found => found.Identity == table || found.Table == table);

    /// <summary>Records that a journal is of something else.</summary>
    public async Task RecordIgnoredAsync(DatabaseSession session, CancellationToken cancellation)
    {
        if (
            options.IgnoreForeign
            && await ForeignJournals.FindAsync(session, folder, cancellation) is { } foreign
            && !await journal.IgnoresAsync(session, foreign.Table, cancellation)
        )
        {
            await journal.IgnoreAsync(session, foreign.Table, cancellation);
        }
    }

    private const string Ignore =
        "If that journal is of something else, repeat with --ignore-journal.";

    private static VersionConflictException Unread(ForeignJournal foreign) =>
        new(
            $"{foreign.Table} may be a journal of {foreign.Tool}, and was not read: {foreign.Fault}. What it has would run a second time. Nothing was run.",
            $"Find out who made it and why. If it is the journal, run opscenter as its owner, or have it given to the owner of the database. {Ignore}"
        );

    private VersionConflictException Unadopted(ForeignJournal foreign) =>
        new(
            $"{foreign.Tool} has applied migrations to this database ({foreign.Table}), and none is recorded here: they would run a second time. "
                + "Nothing was run.",
            $"Record them first: opscenter adopt --migrations {folder.Path}. {Ignore}"
        );

    private async Task<(string State, string Table)> ReadAsync(
        DatabaseSession session,
        CancellationToken cancellation,
        SessionRead<(string Tool, string Name, string? Fault)>? asked = null
    )
    {
        var found = asked is null
            ? await ForeignJournals.FindAsync(session, folder, cancellation)
            : await ForeignJournals.ReadAsync(session, folder, asked, cancellation);
        if (found is not { } foreign)
        {
            return ("", "");
        }

        var applied = folder.Migrations.Where(foreign.Applied).Select(migration => migration.Key);
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"{foreign.Table} {foreign.Count} {foreign.Fault} {string.Join(' ', applied)}"
            ),
            foreign.Table
        );
    }
}
