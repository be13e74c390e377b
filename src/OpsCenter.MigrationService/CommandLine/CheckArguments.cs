using System.CommandLine;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;
using OpsCenter.MigrationService.Checking;
using OpsCenter.MigrationService.Hosting;
using OpsCenter.MigrationService.Output;
using OpsCenter.Scripts.Statements;
using OpsCenter.ServiceDefaults.CommandLine;
using OpsCenter.ServiceDefaults.Connections;

namespace OpsCenter.MigrationService.CommandLine;

/// <summary>Reads what <c>opscenter check</c> is given, before anything is touched.</summary>
internal static class CheckArguments
{
    /// <exception cref="UsageException">An option means nothing, or a file cannot be read.</exception>
    /// <exception cref="ScriptSyntaxException">A script cannot be taken apart into statements.</exception>
    public static CheckRequest Read(ParseResult parsed)
    {
        EnsureNoConnection(parsed);
        if (FolderCheckOptionList.FirstGiven(parsed) is { } lonely)
        {
            throw new UsageException(
                $"{lonely.Name} is about a folder of migrations, and no folder is named.",
                $"Name the folder with {FolderArguments.Migrations.Name}, or leave {lonely.Name} out."
            );
        }

        foreach (var needed in new[] { CheckOptions.Base, CheckOptions.Up, CheckOptions.Down })
        {
            if (parsed.GetValue(needed) is null)
            {
                throw new UsageException(
                    $"{needed.Name} is missing: a check needs the base and both scripts.",
                    "Write --base FILE --up FILE --down FILE for one migration, or --migrations FOLDER for all of a folder."
                );
            }
        }

        var up = ScriptDirection.Of(
            CheckOptions.Up.Name,
            isUp: true,
            Script(parsed, CheckOptions.Up)!
        );
        var down = ScriptDirection.Of(
            CheckOptions.Down.Name,
            isUp: false,
            Script(parsed, CheckOptions.Down)!
        );
        ScriptDirection.EnsureDifferent(up, down);
        return new CheckRequest(
            new MigrationPair
            {
                Name =
                    parsed.GetValue(CheckOptions.Name)
                    ?? Path.GetFileName(parsed.GetValue(CheckOptions.Up)!),
                Base = Script(parsed, CheckOptions.Base)!,
                Data = Script(parsed, CheckOptions.Data),
                Up = up.Script,
                Down = down.Script,
                UpInOneTransaction = up.InOneTransaction,
                DownInOneTransaction = down.InOneTransaction,
                OldWriters = Script(parsed, CheckOptions.Writers),
                Grants = Script(parsed, CheckOptions.Grants),
                OneTransaction = parsed.GetValue(CheckOptions.OneTransaction),
                MetadataSchemas = parsed.GetValue(CheckOptions.MetadataSchema) ?? [],
                MetadataTables = parsed.GetValue(CheckOptions.BookTable) ?? [],
                Declared = Declared(parsed),
            },
            Laws(parsed.GetValue(CheckOptions.Law) ?? []),
            parsed.GetValue(CheckOptions.Seed),
            Place(parsed),
            Reports(parsed)
        )
        {
            Notes = [.. new[] { up.Note, down.Note }.OfType<string>()],
        };
    }

    /// <summary>A check makes databases of its own.</summary>
    /// <exception cref="UsageException">A database is named.</exception>
    public static void EnsureNoConnection(ParseResult parsed)
    {
        if (parsed.GetResult(CommonOptions.Connection) is { Implicit: false })
        {
            throw new UsageException(
                "check has no --connection: it makes databases of its own and does harm to them.",
                "Leave it out to have an embedded server, or name one that may be disturbed with --server."
            );
        }
    }

    /// <summary>The server that is named.</summary>
    /// <exception cref="UsageException">The server or its major means nothing.</exception>
    public static CheckPlace Place(ParseResult parsed)
    {
        var server = Server(parsed.GetValue(CheckOptions.Server));
        var keeps = parsed.GetValue(CheckOptions.Keep);
        var major = parsed.GetValue(CheckOptions.Major);
        return parsed.GetValue(CheckOptions.Majors) is { } text
            ? new CheckPlace(null, MajorsArgument.Read(text, server, major), keeps)
            {
                NamesSeveral = true,
            }
            : new CheckPlace(
                server,
                major is { } one ? [MajorsArgument.Known(CheckOptions.Major.Name, one)] : [],
                keeps
            );
    }

    /// <summary>The files that the options name. The ending of --report says of which kind it is.</summary>
    /// <exception cref="UsageException">One cannot be written, or its ending is of no format.</exception>
    public static CheckReports Reports(ParseResult parsed)
    {
        var report = ReportOption.Read(parsed);
        var format = report is null ? (ReportFormat?)null : ReportOption.FormatOf(report);
        return new(
            Files(parsed, CheckOptions.JUnit),
            Files(parsed, CheckOptions.Html, format == ReportFormat.Html ? report : null),
            Files(parsed, CheckOptions.Markdown, format == ReportFormat.Markdown ? report : null),
            Files(parsed, FolderCheckOptionList.Sarif)
        );
    }

    private static IReadOnlyList<string> Files(
        ParseResult parsed,
        Option<string?> option,
        string? report = null
    ) =>
        [
            .. new[]
            {
                ScriptFile.ToWrite(option.Name, parsed.GetValue(option)),
                ScriptFile.ToWrite("--report", report),
            }.OfType<string>(),
        ];

    /// <summary>The script of an option; null if it was not given.</summary>
    public static SqlScript? Script(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } path ? ScriptFile.Read(option.Name, path) : null;

    /// <summary>The declared laws.</summary>
    public static IReadOnlyList<Declaration> Declared(ParseResult parsed) =>
        [.. (parsed.GetValue(CheckOptions.Declare) ?? []).Select(Declaration)];

    private static Declaration Declaration(string text)
    {
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts is [var id, { Length: > 0 } reason]
            ? new Declaration(Known(CheckOptions.Declare.Name, id).Id, reason)
            : throw new UsageException(
                $"--declare \"{text}\" gives no reason.",
                "Write --declare \"id=reason\": the report shows the reason to whoever reads it."
            );
    }

    /// <summary>The laws with these ids; all if there is none.</summary>
    public static IReadOnlyList<Law> Laws(string[] ids)
    {
        var wanted = ids.Select(id => Known(CheckOptions.Law.Name, id).Id)
            .ToHashSet(StringComparer.Ordinal);
        return [.. AllLaws.InOrder.Where(law => wanted.Count == 0 || wanted.Contains(law.Id))];
    }

    private static Law Known(string option, string id) =>
        AllLaws.Find(id)
        ?? throw new UsageException(
            $"{option}: there is no law \"{id}\".",
            $"The laws are {string.Join(", ", AllLaws.InOrder.Select(law => law.Id))}."
        );

    private static string? Server(string? option) =>
        ConnectionText.Find(
            CheckOptions.Server.Name,
            option,
            CheckOptions.ServerVariable,
            Environment.GetEnvironmentVariable,
            $"{ServiceHost.ApplicationName} check",
            ErrorOutput.Warn
        );
}
