using System.Text.Json;
using OpsCenter.EmbeddedPostgres.Folders;
using OpsCenter.ServiceDefaults.CommandLine;

namespace OpsCenter.MigrationService.Configuration;

/// <summary>The values of options that a folder keeps: <c>opscenter.json</c>, or the file that <c>--config</c> names.</summary>
/// <param name="Path">The file, as messages name it.</param>
/// <param name="Folder">The folder that its relative paths start from.</param>
/// <param name="Values">The values outside of the profiles.</param>
/// <param name="Profile">The values of the chosen profile; empty if none is chosen.</param>
internal sealed record ConfigFile(
    string Path,
    string Folder,
    IReadOnlyList<ConfigValue> Values,
    IReadOnlyList<ConfigValue> Profile
)
{
    /// <summary>The file that is read without being named.</summary>
    public const string DefaultName = "opscenter.json";

    private const string Profiles = "profiles";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads the file that applies here.</summary>
    /// <param name="path">What <c>--config</c> says; null for the file of the current folder, if there is one.</param>
    /// <param name="profile">What <c>--profile</c> says.</param>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public static ConfigFile? Find(string? path, string? profile)
    {
        if (path is null)
        {
            if (!File.Exists(DefaultName))
            {
                return profile is null
                    ? null
                    : throw new UsageException(
                        $"--profile {profile}: there is no {DefaultName} in this folder. Nothing was run.",
                        "Go to the folder that has it, or name it with --config."
                    );
            }

            // Whoever can write it chooses which scripts run with the rights of this user.
            if (FolderTrust.Distrust(System.IO.Path.GetFullPath(DefaultName)) is { } reason)
            {
                throw new UsageException(
                    $"{DefaultName} of this folder is not read: {reason}. Nothing was run.",
                    $"If its content is what you want, name it: --config {DefaultName}. Otherwise go to another folder."
                );
            }
        }

        return Read(path ?? DefaultName, profile);
    }

    /// <summary>The profiles of the file that applies here, for a shell that completes a word; none if the file cannot be used.</summary>
    /// <param name="path">What <c>--config</c> says.</param>
    public static IReadOnlyList<string> ProfileNames(string? path)
    {
        try
        {
            if (path is null && Find(path: null, profile: null) is null)
            {
                return [];
            }

            using var document = JsonDocument.Parse(
                File.ReadAllBytes(path ?? DefaultName),
                Lenient
            );
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(Profiles, out var profiles)
                && profiles.ValueKind == JsonValueKind.Object
                ? [.. profiles.EnumerateObject().Select(profile => profile.Name)]
                : [];
        }
        catch (Exception failure)
            when (failure
                    is UsageException
                        or IOException
                        or UnauthorizedAccessException
                        or JsonException
            )
        {
            return [];
        }
    }

    private static ConfigFile Read(string path, string? profile)
    {
        try
        {
            var text = File.ReadAllBytes(path);
            if (text.Length == 0)
            {
                // As --config /dev/null, which reads none.
                return new ConfigFile(path, ".", [], []);
            }

            using var document = JsonDocument.Parse(text, Lenient);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new UsageException($"{path} is not a JSON object. Nothing was run.", Form);
            }

            return new ConfigFile(
                path,
                System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!,
                ValuesOf(path, root),
                profile is null ? [] : ValuesOf(path, ProfileOf(path, root, profile))
            );
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException(
                $"{path} could not be read: {failure.Message} Nothing was run.",
                Form
            );
        }
        catch (JsonException failure)
        {
            throw new UsageException(
                FormattableString.Invariant(
                    $"{path} is not JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}. Nothing was run."
                ),
                Form
            );
        }
    }

    private static string Form =>
        """The form is: {"migrations": "db/migrations", "profiles": {"test": {"connection": "Host=db"}}}.""";

    private static JsonElement ProfileOf(string path, JsonElement root, string profile)
    {
        if (
            root.TryGetProperty(Profiles, out var profiles)
            && profiles.ValueKind == JsonValueKind.Object
        )
        {
            if (
                profiles.TryGetProperty(profile, out var chosen)
                && chosen.ValueKind == JsonValueKind.Object
            )
            {
                return chosen;
            }

            throw new UsageException(
                $"{path} has no profile \"{profile}\". Nothing was run.",
                $"It has: {string.Join(", ", profiles.EnumerateObject().Select(one => one.Name))}."
            );
        }

        throw new UsageException($"{path} has no profiles. Nothing was run.", Form);
    }

    private static List<ConfigValue> ValuesOf(string path, JsonElement element) =>
        [
            .. element
                .EnumerateObject()
                .Where(property => property.Name != Profiles)
                .SelectMany(property =>
                    (
                        property.Value.ValueKind == JsonValueKind.Array
                            ? property.Value.EnumerateArray().ToList()
                            : [property.Value]
                    ).Select(value => new ConfigValue(
                        property.Name,
                        TextOf(path, property.Name, value)
                    ))
                ),
        ];

    private static string TextOf(string path, string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new UsageException(
                $"{path}: \"{name}\" is no text, number, true, false, or list of these. Nothing was run.",
                Form
            ),
        };
}
