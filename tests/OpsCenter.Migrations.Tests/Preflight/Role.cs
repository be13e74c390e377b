using System.Globalization;

namespace OpsCenter.Migrations.Tests.Preflight;

/// <summary>A role that may log in and is nobody special. Dropped with what it owns.</summary>
internal sealed class Role : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private Role(TestDatabase database, string name) => (_database, Name) = (database, name);

    public string Name { get; }

    public string ConnectionString => _database.ConnectionStringFor(Name, "secret");

    /// <param name="database">Where it lives.</param>
    /// <param name="arrangement">Statements of a superuser; {0} is the role.</param>
    public static async Task<Role> CreateAsync(TestDatabase database, string arrangement)
    {
        var name = $"someone_{database.Name}";
        await database.ExecuteAsync($"create role {name} login password 'secret'");
        await database.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, arrangement, name));
        return new Role(database, name);
    }

    public async ValueTask DisposeAsync() =>
        await _database.ExecuteAsync(
            $"""
            do $$
            declare
                r name;
            begin
                for r in select rolname from pg_roles where rolname like '{Name}%' loop
                    execute format('reassign owned by %I to postgres; drop owned by %1$I; drop role %1$I', r);
                end loop;
            end $$
            """
        );
}
