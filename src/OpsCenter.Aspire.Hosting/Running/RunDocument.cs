using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsCenter.Aspire.Hosting.Running;

/// <summary>What the resource needs of a JSON document of <c>opscenter</c>.</summary>
internal sealed class RunDocument
{
    private readonly JsonElement _root;

    private RunDocument(JsonElement root) => _root = root;

    /// <returns>Null if there is no such file, or it is not complete because the program was killed.</returns>
    public static RunDocument? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return new RunDocument(document.RootElement.Clone());
        }
        catch (Exception none) when (none is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it is about a folder of migrations.</summary>
    public bool IsFolder => Child(_root, "versions") is not null;

    /// <summary>Of <c>status</c>.</summary>
    public string? Standing => IsFolder ? Folder.Standing : Text(_root, "standing");

    /// <summary>Of <c>status</c>: whether a run was interrupted, and the next one is to resume it.</summary>
    public bool IsInterrupted => Standing is "apply-interrupted" or "rollback-interrupted";

    /// <summary>Of <c>status</c>: the name of the database on its server.</summary>
    public string? Database => Text(_root, "database");

    /// <summary>Of <c>status</c> and <c>apply</c>.</summary>
    public string? Version =>
        IsFolder ? Folder.Version
        : Text(_root, "migration") is { } name ? $"{name} ({Text(_root, "version")})"
        : null;

    /// <summary>Of <c>status</c>: the last run in the journal.</summary>
    public string? LastRun =>
        IsFolder ? Folder.LastRun
        : Last(_root, "history") is { } run
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(Text(run, "direction") == "up" ? "apply" : "rollback")} at {Moment(Text(run, "executedAt"))}, {Text(run, "durationMs")} ms, by {Text(run, "executedBy")}"
            )
        : null;

    /// <summary>Of <c>status</c>: the SHA-256 of the script of the last run.</summary>
    public string? Checksum =>
        IsFolder ? Folder.Checksum
        : Last(_root, "history") is { } run ? Text(run, "checksum")
        : null;

    /// <summary>Of <c>status</c>: whether the last run in the journal was a rollback.</summary>
    public bool WasRolledBack =>
        Standing == "rolled-back-outside-service"
        || (Last(_root, "history") is { } run && Text(run, "direction") == "down");

    /// <summary>Of <c>worker</c> and <c>rollback</c>: the file of the backup that was taken first.</summary>
    public string? BackupFile => Text(Child(Child(_root, "apply") ?? _root, "backup"), "file");

    /// <summary>Of <c>worker</c> and <c>verify</c>: how many objects are in place.</summary>
    public int? Objects =>
        Child(_root, "objects") is { ValueKind: JsonValueKind.Number } objects ? objects.GetInt32()
        : Child(Child(_root, "verify") ?? _root, "checks")
            is { ValueKind: JsonValueKind.Array } checks
            ? checks
                .EnumerateArray()
                .Count(check =>
                    Text(check, "subject") == "schema" && Text(check, "passed") == "true"
                )
        : null;

    /// <summary>
    /// Of an error: what is wrong and what to do, one obstacle after the other; null if it is no error. It is plain text, because
    /// names and messages come from a database and must not become Markdown.
    /// </summary>
    public string? ErrorText
    {
        get
        {
            if (Child(_root, "error") is not { } error)
            {
                return null;
            }

            var text = new StringBuilder();
            text.AppendLine(Text(error, "message")).AppendLine();
            if (Child(error, "findings") is { ValueKind: JsonValueKind.Array } findings)
            {
                foreach (var finding in findings.EnumerateArray())
                {
                    text.AppendLine(
                            CultureInfo.InvariantCulture,
                            $"{Text(finding, "id")}: {Text(finding, "message")}"
                        )
                        .AppendLine("What to do:")
                        .AppendLine(Text(finding, "remedy"))
                        .AppendLine();
                }
            }

            return text.AppendLine("What to do:").Append(Text(error, "remedy")).ToString();
        }
    }

    /// <summary>To the second; the JSON document has microseconds.</summary>
    internal static string Moment(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var moment
        )
            ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture)
            : text ?? "";

    private FolderVersions Folder => new(Child(_root, "versions")!.Value);

    private static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(name, out var child)
        && child.ValueKind != JsonValueKind.Null
            ? child
            : null;

    private static JsonElement? Last(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Array } array
        && array.GetArrayLength() > 0
            ? array[array.GetArrayLength() - 1]
            : null;

    internal static string? Text(JsonElement? parent, string name) =>
        Child(parent, name) is { } value
            ? value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : value.GetRawText()
            : null;
}
