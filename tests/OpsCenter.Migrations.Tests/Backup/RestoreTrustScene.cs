using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Operations;
using OpsCenter.Migrations.Tests.Preflight;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A backup with a table t of a role that would become a superuser if a superuser ran its code.</summary>
internal sealed class RestoreTrustScene : IAsyncDisposable
{
    private readonly BackupFolder _folder;
    private readonly TestDatabase _shop;
    private readonly Role _role;
    private readonly string _file;

    private RestoreTrustScene(BackupFolder folder, TestDatabase shop, Role role, string file) =>
        (_folder, _shop, _role, _file) = (folder, shop, role, file);

    public string Role => _role.Name;

    private string Copy => $"{_shop.Name}_copy";

    /// <param name="table">Statements of a superuser that create t with a column a; {0} is the role.</param>
    /// <param name="functions">Statements before them.</param>
    public static async Task<RestoreTrustScene> CreateAsync(string table, string functions = "")
    {
        var folder = new BackupFolder();
        var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        var role = await Preflight.Role.CreateAsync(
            shop,
            $"{functions} {table}; alter table t owner to {{0}}; insert into t (a) values (1)"
        );
        // The arrangement ran that code.
        await shop.ExecuteAsync($"alter role {role.Name} nosuperuser");
        var file = (await (await folder.MigratorAsync(shop)).BackupAsync()).File;
        return new RestoreTrustScene(folder, shop, role, file);
    }

    public Task<RestoreReport> RestoreAsync(params string[] allowed) =>
        RestoreAsync(_shop.ConnectionString, allowed);

    /// <summary>Restores as a role that may create databases and nothing else.</summary>
    public async Task<RestoreReport> RestoreAsCreatorAsync()
    {
        var creator = $"{Role}_creator";
        await _shop.ExecuteAsync($"create role {creator} login createdb password 'secret'");
        return await RestoreAsync(_shop.ConnectionStringFor(creator, "secret"));
    }

    /// <summary>A dry run of tables that are so large that it takes place on a copy.</summary>
    public async Task<DryRunReport> DryRunAsync()
    {
        await _shop.ExecuteAsync(
            "alter table customers alter photo set storage external; update customers set photo = decode(repeat('00', 40000000), 'hex') where id = 1"
        );
        return await (await _folder.MigratorAsync(_shop)).DryRunAsync(Shop.Migration);
    }

    public Task<bool> RoleIsSuperuserAsync() =>
        _shop.ScalarAsync<bool>(
            $"select bool_or(rolsuper) from pg_roles where rolname like '{Role}%'"
        );

    /// <summary>The role's name is in the file, and no longer on the server.</summary>
    public Task RenameRoleAsync() =>
        _shop.ExecuteAsync($"alter role {Role} rename to {Role}_renamed");

    /// <returns>Whether there was one.</returns>
    public async Task<bool> DropCopyAsync()
    {
        var exists = await _shop.ScalarAsync<bool>(
            $"select exists (select from pg_database where datname = '{Copy}')"
        );
        await _shop.ExecuteAsync($"drop database if exists {Copy}");
        return exists;
    }

    public async ValueTask DisposeAsync()
    {
        await DropCopyAsync();
        await _role.DisposeAsync();
        await _shop.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<RestoreReport> RestoreAsync(string connection, params string[] allowed)
    {
        var migrator = await _folder.MigratorAsync(_shop, connectionString: connection);
        return await migrator.RestoreIntoAsync(
            _file,
            Copy,
            new RestoreOptions { Allowed = allowed.ToHashSet(StringComparer.Ordinal) }
        );
    }
}
