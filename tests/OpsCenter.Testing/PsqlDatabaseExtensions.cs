namespace OpsCenter.Testing;

/// <summary>psql for a test's database.</summary>
public static class PsqlDatabaseExtensions
{
    extension(TestDatabase database)
    {
        /// <summary>psql as a superuser.</summary>
        public Psql Psql => new(database.ConnectionString);
    }
}
