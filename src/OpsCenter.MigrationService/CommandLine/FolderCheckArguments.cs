using System.CommandLine;
using OpsCenter.Conformance.Folders;
using OpsCenter.Conformance.Laws;
using OpsCenter.MigrationService.Checking;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>Reads what <c>opscenter check --migrations</c> is given, before anything is touched.</summary>
internal static class FolderCheckArguments
{
    /// <exception cref="UsageException">An option means nothing, or a file cannot be read.</exception>
    /// <exception cref="MigrationFolderException">The folder cannot be used.</exception>
    public static async Task<FolderCheckRequest> ReadAsync(ParseResult parsed)
    {
        CheckArguments.EnsureNoConnection(parsed);
        foreach (var (option, why) in FolderCheckOptionList.NotWithFolder)
        {
            if (FolderFit.IsGiven(parsed, option))
            {
                throw new UsageException(
                    $"{option.Name} does nothing with {FolderArguments.Migrations.Name}: {why}.",
                    $"Leave {option.Name} out."
                );
            }
        }

        var folder = FolderArguments.Read(parsed)!;
        return new FolderCheckRequest(
            folder,
            new FolderCheckOptions
            {
                Base = CheckArguments.Script(parsed, CheckOptions.Base),
                Data = CheckArguments.Script(parsed, CheckOptions.Data),
                Selects = await SelectionAsync(parsed, folder),
                Laws = Laws(parsed),
                Tool = ThroughEngine(parsed)
                    ? ToolCare.OpsCenter
                    : Tool(parsed.GetValue(FolderCheckOptionList.Tool)),
                Engine = ThroughEngine(parsed) ? new CheckedEngine() : null,
                Declared = CheckArguments.Declared(parsed),
                Grants = CheckArguments.Script(parsed, CheckOptions.Grants),
                MetadataSchemas = parsed.GetValue(CheckOptions.MetadataSchema) ?? [],
                MetadataTables = parsed.GetValue(CheckOptions.BookTable) ?? [],
                Seed = parsed.GetValue(CheckOptions.Seed),
                Cache = Cache(parsed),
                Jobs = Jobs(parsed.GetValue(FolderCheckOptionList.Jobs)),
            },
            CheckArguments.Place(parsed),
            CheckArguments.Reports(parsed)
        );
    }

    private static bool ThroughEngine(ParseResult parsed)
    {
        var isGiven = parsed.GetValue(FolderCheckOptionList.ThroughEngine);
        return !isGiven || parsed.GetValue(FolderCheckOptionList.Tool) is null
            ? isGiven
            : throw new UsageException(
                $"{FolderCheckOptionList.ThroughEngine.Name} and {FolderCheckOptionList.Tool.Name} contradict each other: the engine is the tool.",
                "Leave out one of them."
            );
    }

    private static IReadOnlyList<Law> EngineLaws(ParseResult parsed)
    {
        if (parsed.GetValue(CheckOptions.Law) is not { Length: > 0 } ids)
        {
            return FolderLaws.OfEngine;
        }

        var laws = CheckArguments.Laws(ids);
        return laws.FirstOrDefault(law => !FolderLaws.OfEngine.Contains(law)) is { } other
            ? throw new UsageException(
                $"{CheckOptions.Law.Name} {other.Id} is not checked with {FolderCheckOptionList.ThroughEngine.Name}: it is about the scripts alone.",
                $"Checked are {string.Join(", ", FolderLaws.OfEngine.Select(law => law.Id))}."
            )
            : laws;
    }

    private static IReadOnlyList<Law> Laws(ParseResult parsed)
    {
        if (parsed.GetValue(FolderCheckOptionList.ThroughEngine))
        {
            return EngineLaws(parsed);
        }

        if (parsed.GetValue(CheckOptions.Law) is { Length: > 0 } ids)
        {
            return CheckArguments.Laws(ids);
        }

        return
            parsed.GetValue(FolderCheckOptionList.AllLaws)
            || FolderFit.IsGiven(parsed, FolderCheckOptionList.Since)
            || FolderFit.IsGiven(parsed, FolderCheckOptionList.Only)
            ? FolderLaws.Full
            : FolderLaws.Fast;
    }

    private static async Task<Func<FolderMigration, bool>> SelectionAsync(
        ParseResult parsed,
        MigrationFolder folder
    )
    {
        var selected = folder.Migrations.ToHashSet();
        if (parsed.GetValue(FolderCheckOptionList.Only) is { Length: > 0 } only)
        {
            selected.IntersectWith(
                only.Select(key => Known(FolderCheckOptionList.Only, key, folder))
            );
        }

        if (parsed.GetValue(FolderCheckOptionList.From) is { } from)
        {
            var first = Known(FolderCheckOptionList.From, from, folder);
            selected.IntersectWith(folder.Migrations.SkipWhile(migration => migration != first));
        }

        if (parsed.GetValue(FolderCheckOptionList.Since) is { } revision)
        {
            var changed = await ChangedFiles.SinceAsync(folder.Path, revision);
            selected.RemoveWhere(migration =>
                !new[] { migration.Up, migration.Down, migration.Verify }.Any(script =>
                    script is not null && changed.Contains(script.File)
                )
            );
        }

        return selected.Contains;
    }

    private static FolderMigration Known(Option option, string key, MigrationFolder folder) =>
        folder.Migrations.FirstOrDefault(migration => Names(migration).Contains(key))
        ?? throw new UsageException(
            $"{option.Name}: there is no migration {key} in {folder.Path}.",
            $"It takes a version, with or without leading zeros, a version with its name, or a file. The first is {folder.Migrations[0].Title}, the last is {folder.Migrations[^1].Title}; opscenter status --migrations lists all."
        );

    /// <summary>What status, plan and reports call it.</summary>
    private static HashSet<string> Names(FolderMigration migration) =>
        new(StringComparer.Ordinal)
        {
            migration.Key,
            migration.Key.TrimStart('0'),
            migration.Title,
            migration.Name,
            migration.Up.File,
        };

    private static string? Tool(string? name) =>
        name is null or ToolCare.OpsCenter or ToolCare.None
        || MigrationFolder.KnownConventions.Contains(name, StringComparer.Ordinal)
            ? name
            : throw new UsageException(
                $"{FolderCheckOptionList.Tool.Name}: {name} is not known.",
                $"Write {string.Join(", ", MigrationFolder.KnownConventions)}, {ToolCare.OpsCenter} or {ToolCare.None}."
            );

    private static VerdictCache? Cache(ParseResult parsed)
    {
        var named = parsed.GetValue(FolderCheckOptionList.Cache);
        var name = FolderCheckOptionList.Cache.Name;
        if (parsed.GetValue(FolderCheckOptionList.ThroughEngine))
        {
            // The verdicts depend on this program, too.
            return null;
        }

        if (!parsed.GetValue(FolderCheckOptionList.NoCache))
        {
            return CheckCache.Open(name, named);
        }

        return named is null
            ? null
            : throw new UsageException(
                $"{FolderCheckOptionList.NoCache.Name} and {name} contradict each other.",
                "Leave out one of them."
            );
    }

    private static int Jobs(int number) =>
        number is >= 1 and <= 64
            ? number
            : throw new UsageException(
                $"{FolderCheckOptionList.Jobs.Name} {number}: that many cannot work.",
                "Write a number from 1 to 64."
            );
}
