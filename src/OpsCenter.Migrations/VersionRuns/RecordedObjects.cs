using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Objects;

namespace OpsCenter.Migrations.VersionRuns;

/// <summary>Finds the objects that a migration created among those that are there now. A name alone proves nothing.</summary>
internal static class RecordedObjects
{
    /// <summary>
    /// Those that are there, as they are called now. They are known by their numbers; in a copy of the database, where each
    /// number is another, by name and definition.
    /// </summary>
    /// <param name="title">Of the migration.</param>
    /// <param name="recorded">What it created.</param>
    /// <param name="image">What is there.</param>
    /// <param name="isCopy">Whether no object has the number that is recorded.</param>
    /// <exception cref="VersionConflictException">Another object has the name of one.</exception>
    public static IReadOnlyList<DatabaseObject> Find(
        string title,
        IReadOnlyList<DatabaseObject> recorded,
        ObjectImage image,
        bool isCopy
    )
    {
        var byName = image.Objects.ToLookup(found => (found.Kind, found.Identity));
        var found = new List<DatabaseObject>();
        foreach (var created in recorded)
        {
            var same = image.ByKey.GetValueOrDefault(created.Key);
            if (
                same?.Kind == created.Kind
                && (same.Identity == created.Identity || same.Definition == created.Definition)
            )
            {
                found.Add(same);
                continue;
            }

            var namesake = byName[(created.Kind, created.Identity)].FirstOrDefault();
            if (namesake is not null && (!isCopy || namesake.Definition != created.Definition))
            {
                throw new VersionConflictException(
                    $"{title} has no down script, and {created}, which it created, is another one by now{(
                        namesake.Definition == created.Definition
                            ? ""
                            : $": \"{namesake.Definition}\", recorded is \"{created.Definition}\""
                    )}. Nothing was run.",
                    "Write a down script for it."
                );
            }

            if (namesake is not null)
            {
                found.Add(namesake);
            }
            else if (same?.Kind == created.Kind)
            {
                throw new VersionConflictException(
                    $"{title} has no down script, and {created}, which it created, is called {same.Identity} by now and was altered: \"{same.Definition}\", "
                        + $"recorded is \"{created.Definition}\". Nothing was run.",
                    "Write a down script for it."
                );
            }
        }

        return found;
    }
}
