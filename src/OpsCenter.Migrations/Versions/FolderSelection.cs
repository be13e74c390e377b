using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Migrations.Versions;

/// <summary>Which migrations a run is about, by the options.</summary>
internal static class FolderSelection
{
    /// <summary>What is to be applied, in its order.</summary>
    /// <exception cref="InvalidOptionException">The options name nothing that can be applied.</exception>
    /// <exception cref="MigrationFolderException">A script is blank.</exception>
    public static IReadOnlyList<FolderVersion> ToApply(
        FolderStanding standing,
        FolderOptions options
    )
    {
        var due = Limited(standing, options);
        foreach (var version in due)
        {
            EnsureWritten(version);
        }

        return due;
    }

    private static IReadOnlyList<FolderVersion> Limited(
        FolderStanding standing,
        FolderOptions options
    )
    {
        EnsureOneLimit(options);
        if (options.Steps is { } steps)
        {
            return [.. standing.Due.Take(steps)];
        }

        if (options.To is not { } to)
        {
            return standing.Due;
        }

        var last = Named(standing.Versions, to);
        var until = standing
            .Versions.Take(standing.Versions.ToList().IndexOf(last) + 1)
            .ToHashSet();
        return [.. standing.Due.Where(until.Contains)];
    }

    /// <summary>What is to be rolled back, the last applied first.</summary>
    /// <exception cref="InvalidOptionException">The options name nothing that is applied.</exception>
    public static IReadOnlyList<FolderVersion> ToRollBack(
        FolderStanding standing,
        FolderOptions options
    )
    {
        EnsureOneLimit(options);
        // What is repeatable has no down script: it stays, and is applied again when it is edited.
        var applied = standing
            .Applied.Where(version => version.Entry is { IsRepeatable: false })
            .ToList();
        if (options.To is not { } to)
        {
            EnsureThatMany(options.Steps ?? 0, applied.Count);
            return [.. applied.Take(options.Steps ?? 1)];
        }

        if (to == "0")
        {
            return applied;
        }

        var kept = Named(applied, to);
        return [.. applied.TakeWhile(version => version != kept)];
    }

    /// <summary>What is applied as nothing could be filled in later only as an edit.</summary>
    private static void EnsureWritten(FolderVersion version)
    {
        var up = version.Migration!.Up;
        if (up.Script.Text.All(character => char.IsWhiteSpace(character) || character == '\uFEFF'))
        {
            throw new MigrationFolderException(
                $"{up.File} has nothing in it that applies {version.Title}. Nothing was run.",
                "Write its statements; or a comment, if it is meant to do nothing."
            );
        }
    }

    /// <summary>Whoever counts wrongly means other migrations than those that would be rolled back.</summary>
    private static void EnsureThatMany(int steps, int applied)
    {
        if (steps > applied)
        {
            throw new InvalidOptionException(
                $"--steps {steps}: {(applied == 0 ? "no migration is" : $"only {Amount.Of(applied, "migration")} {(applied == 1 ? "is" : "are")}")} applied "
                    + "that could be rolled back. Nothing was run.",
                applied == 0
                    ? "opscenter status lists them."
                    : $"Give --steps a number from 1 to {applied}; --to 0 rolls back all. opscenter status lists them."
            );
        }
    }

    private static void EnsureOneLimit(FolderOptions options)
    {
        if (options is { Steps: not null, To: not null })
        {
            throw new InvalidOptionException(
                "--to and --steps are both given.",
                "Give one of them."
            );
        }

        if (options.Steps is < 1)
        {
            throw new InvalidOptionException(
                $"{options.Steps} is no number of migrations.",
                "Give --steps a number from 1."
            );
        }
    }

    private static FolderVersion Named(IReadOnlyList<FolderVersion> versions, string name)
    {
        var found = versions
            .Where(version => Names(version).Contains(name, StringComparer.Ordinal))
            .ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new InvalidOptionException(
                $"There is no migration {name} among {versions.Count}.",
                "opscenter status lists them. --to takes a version, as 0003, or a name."
            ),
            _ => throw new InvalidOptionException(
                $"{name} names several migrations: {string.Join(", ", found.Select(version => version.Title))}.",
                "Give --to a version."
            ),
        };
    }

    private static IEnumerable<string> Names(FolderVersion version)
    {
        yield return version.Title;
        yield return version.Entry?.Version ?? version.Migration!.Key;
        yield return (version.Entry?.Version ?? version.Migration!.Key).TrimStart('0');
        yield return version.Entry?.Name ?? version.Migration!.Name;
        yield return version.Entry?.File ?? version.Migration!.Up.File;
    }
}
