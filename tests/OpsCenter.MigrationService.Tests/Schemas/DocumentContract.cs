using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Json.Schema;
using OpsCenter.MigrationService.Tests.Processes;

namespace OpsCenter.MigrationService.Tests.Schemas;

/// <summary>Holds every document that a test has a command print against its schema.</summary>
internal static class DocumentContract
{
    private static readonly ConcurrentDictionary<string, JsonSchema> Schemas = new(
        StringComparer.Ordinal
    );

    /// <summary>Other projects run the program without these schemas.</summary>
    [ModuleInitializer]
    public static void Use() => OpsCenterProcess.Check = ShouldBeKept;

    /// <summary>Does nothing for a command that prints none.</summary>
    public static void ShouldBeKept(IReadOnlyList<string> arguments, string standardOutput)
    {
        if (arguments.Contains("--json", StringComparer.Ordinal) && standardOutput.StartsWith('{'))
        {
            Validate(arguments, standardOutput);
        }
    }

    /// <summary>What is wrong with a document by the schema of this name; empty if nothing is.</summary>
    public static IReadOnlyList<string> Errors(string name, JsonElement document)
    {
        var schema = Schemas.GetOrAdd(
            name,
            key => JsonSchema.FromText(DocumentSchema.WriteStrict(key))
        );
        var found = schema.Evaluate(
            document,
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
        return found.IsValid
            ? []
            :
            [
                .. (found.Details ?? [])
                    .Where(detail => detail.Errors is not null)
                    .SelectMany(detail =>
                        detail.Errors!.Select(error =>
                            $"{detail.InstanceLocation}: {error.Key}: {error.Value}"
                        )
                    ),
                "not valid",
            ];
    }

    private static void Validate(IReadOnlyList<string> arguments, string text)
    {
        using var document = JsonDocument.Parse(text);
        var names = document.RootElement.TryGetProperty("error", out _)
            ? ["error"]
            : Names(arguments);
        var errors = names.Select(name => Errors(name, document.RootElement)).ToList();
        errors.ShouldContain(
            list => list.Count == 0,
            $"{string.Join(' ', arguments)}\n{string.Join('\n', errors.SelectMany(list => list))}\n{text}"
        );
    }

    private static string[] Names(IReadOnlyList<string> arguments)
    {
        bool Has(string option) => arguments.Contains(option, StringComparer.Ordinal);
        var isFolder = Has("--migrations");
        return arguments[0] switch
        {
            "script" => [isFolder ? "folder-plan" : "plan"],
            "apply" when isFolder => ["folder-run", "folder-dry-run"],
            "rollback" when isFolder => ["folder-run"],
            "restore-archive" when isFolder => ["folder-restore"],
            "adopt" => ["folder-adopt"],
            "status" when Has("--all") => ["status-of-all"],
            "restore" when Has("--list") => ["backup-contents"],
            "new" => ["new"],
            var command => [isFolder ? $"folder-{command}" : command],
        };
    }
}
