using System.CommandLine;
using OpsCenter.Conformance;
using OpsCenter.Conformance.Laws;
using OpsCenter.EmbeddedPostgres;
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
        if (parsed.GetResult(CommonOptions.Connection) is { Implicit: false })
        {
            throw new UsageException(
                "check has no --connection: it makes databases of its own and does harm to them.",
                "Leave it out to have an embedded server, or name one that may be disturbed with --server."
            );
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
                    ?? Path.GetFileName(parsed.GetRequiredValue(CheckOptions.Up)),
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
                Declared = [.. (parsed.GetValue(CheckOptions.Declare) ?? []).Select(Declaration)],
            },
            Laws(parsed.GetValue(CheckOptions.Law) ?? []),
            parsed.GetValue(CheckOptions.Seed),
            Server(parsed.GetValue(CheckOptions.Server)),
            Major(parsed.GetValue(CheckOptions.Major)),
            ScriptFile.ToWrite(CheckOptions.JUnit.Name, parsed.GetValue(CheckOptions.JUnit)),
            ScriptFile.ToWrite(CheckOptions.Html.Name, parsed.GetValue(CheckOptions.Html)),
            parsed.GetValue(CheckOptions.Keep)
        )
        {
            Notes = [.. new[] { up.Note, down.Note }.OfType<string>()],
        };
    }

    private static SqlScript? Script<T>(ParseResult parsed, Option<T> option)
        where T : class? =>
        parsed.GetValue(option) is string path ? ScriptFile.Read(option.Name, path) : null;

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

    private static IReadOnlyList<Law> Laws(string[] ids)
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

    private static int? Major(int? major) =>
        major is null or >= PostgresBinaries.OldestMajor
            ? major
            : throw new UsageException(
                $"--major {major} is older than all that are supported.",
                $"Write {PostgresBinaries.OldestMajor} or newer."
            );
}
