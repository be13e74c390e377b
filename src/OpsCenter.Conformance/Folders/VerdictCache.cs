using System.Text.Json;
using OpsCenter.Conformance.Verdicts;

namespace OpsCenter.Conformance.Folders;

/// <summary>
/// The verdicts of earlier checks as files of a folder, which only its owner may be able to change: they are believed, and their evidence
/// has values of rows.
/// </summary>
public sealed class VerdictCache
{
    private static readonly TimeSpan Unused = TimeSpan.FromDays(60);

    private readonly string _folder;

    /// <summary>Uses an existing folder. Verdicts that were not used for two months are deleted.</summary>
    public VerdictCache(string folder)
    {
        _folder = folder;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*.json"))
        {
            if (DateTime.UtcNow - file.LastWriteTimeUtc > Unused)
            {
                Try(file.Delete);
            }
        }
    }

    /// <summary>The verdicts with the key; none if they cannot be read.</summary>
    internal IReadOnlyList<LawResult> Read(string key)
    {
        try
        {
            var file = PathOf(key);
            if (!File.Exists(file))
            {
                return [];
            }

            var text = File.ReadAllText(file);
            Try(() => File.SetLastWriteTimeUtc(file, DateTime.UtcNow));
            return
            [
                .. JsonSerializer
                    .Deserialize(text, CachedDocuments.Default.IReadOnlyListCachedVerdict)!
                    .Select(verdict => verdict.ToResult()),
            ];
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Keeps the verdicts, but for those that were not checked. A check does not fail because of its cache.</summary>
    internal void Write(string key, IEnumerable<LawResult> results)
    {
        var text = JsonSerializer.Serialize(
            [
                .. results
                    .Where(result => result.Verdict != Verdict.NotChecked)
                    .Select(CachedVerdict.Of),
            ],
            CachedDocuments.Default.IReadOnlyListCachedVerdict
        );
        Try(() =>
        {
            var draft = $"{PathOf(key)}.{Guid.NewGuid():N}";
            File.WriteAllText(draft, text);
            File.Move(draft, PathOf(key), overwrite: true);
        });
    }

    private string PathOf(string key) => Path.Combine(_folder, $"{key}.json");

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next check does the work again.
        }
    }
}
