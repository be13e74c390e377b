using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using OpsCenter.Scripts.Conventions;
using OpsCenter.Scripts.Folders;

namespace OpsCenter.Scripts;

/// <summary>Begins a migration: the files that its convention has, with the next version.</summary>
public static partial class NewMigration
{
    /// <summary>Writes the files. None that is there is overwritten.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="convention">The convention; null for that of the files that are there.</param>
    /// <param name="name">The name: letters, digits and underscores; blanks become underscores.</param>
    /// <param name="clock">The clock of versions that are times.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="MigrationFolderException">
    /// The name cannot be a file name, the folder cannot be read, or its convention is not known.
    /// </exception>
    public static IReadOnlyList<string> Create(
        string path,
        string? convention,
        string name,
        TimeProvider clock
    )
    {
        var word = Blank.Replace(name.Trim(), "_");
        if (!Word.IsMatch(word))
        {
            throw new MigrationFolderException(
                $"\"{name}\" cannot be a part of a file name.",
                "Use letters, digits, - and _."
            );
        }

        var files = FolderFiles.List(path);
        var chosen = convention is null
            ? AllConventions.Of(files)
            : AllConventions.Named(convention);
        var known = chosen.Claim(files).Count == 0 ? [] : chosen.Read(files);
        var version = Next(
            [
                .. known
                    .Where(migration => !migration.IsRepeatable)
                    .Select(NumberOf)
                    .OfType<string>(),
            ],
            clock
        );
        var created = chosen.Begin(version, word);
        if (created.Count == 0)
        {
            throw new MigrationFolderException(
                $"A new migration of {chosen.Name} is not only a file.",
                $"Add it with {chosen.Name} itself."
            );
        }

        foreach (var file in created)
        {
            var target = Path.Combine(path, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var stream = new FileStream(target, FileMode.CreateNew);
            using var writer = new StreamWriter(stream);
            writer.Write(file.Text);
        }

        return [.. created.Select(file => Path.Combine(path, file.Name))];
    }

    private static string? NumberOf(FolderMigration migration) =>
        Digits.Match(Path.GetFileName(migration.Up.File)) is { Success: true } own ? own.Value
        : Digits.Match(migration.Key) is { Success: true } number ? number.Value
        : null;

    /// <summary>A time where the versions are times, otherwise the next number with as many digits.</summary>
    private static string Next(IReadOnlyList<string> versions, TimeProvider clock)
    {
        var last = versions
            .OrderBy(version => BigInteger.Parse(version, CultureInfo.InvariantCulture))
            .LastOrDefault();
        return last?.Length switch
        {
            null => "0001",
            14 => clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            13 => clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            _ => (BigInteger.Parse(last, CultureInfo.InvariantCulture) + 1)
                .ToString(CultureInfo.InvariantCulture)
                .PadLeft(last.Length, '0'),
        };
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank { get; }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_-]+$")]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"[0-9]+")]
    private static partial Regex Digits { get; }
}
