namespace OpsCenter.Aspire.Hosting.Migrations;

/// <summary>
/// Makes <c>WaitFor</c> of a migration mean a migrated database. Aspire's own wait ends in the state Running, which says nothing
/// about a migration; its wait for completion ends when there is an exit code, which only an applied migration has.
/// </summary>
internal static class MigratedWait
{
    public static void Apply(DistributedApplicationModel model, SqlMigrationResource migration)
    {
        foreach (var resource in model.Resources)
        {
            var waits = resource
                .Annotations.OfType<WaitAnnotation>()
                .Where(wait =>
                    ReferenceEquals(wait.Resource, migration)
                    && wait.WaitType != WaitType.WaitForCompletion
                )
                .ToArray();
            foreach (var wait in waits)
            {
                resource.Annotations.Remove(wait);
                resource.Annotations.Add(new WaitAnnotation(migration, WaitType.WaitForCompletion));
            }
        }
    }
}
