using OpsCenter.Migrations.Backup;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Rules;

public class BackupRightsTests
{
    private const string Tied = """
        create table public.regions (id bigserial primary key);
        alter table customers add region_id bigint references public.regions;
        alter table customers owner to {0};
        grant create on schema public to {0};
        """;

    [Fact]
    public async Task A_tied_table_that_the_role_may_not_read_is_refused_until_it_is_granted()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, Tied);
        var options = new MigratorOptions
        {
            Backup = new BackupOptions { ConnectionString = role.ConnectionString, Folder = null },
        };

        var found = await new BackupRights().FindAsync(role.ConnectionString, options);
        found
            .Select(finding => (finding.Blocks, finding.Message.Contains("public.regions")))
            .ShouldBe([(true, true), (true, true)]);
        foreach (var finding in found)
        {
            await shop.ExecuteAsync(Remedies.Statements(finding.Remedy));
        }

        (await new BackupRights().FindAsync(role.ConnectionString, options)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_backup_it_is_a_note()
    {
        await using var shop = await Shop.CreateAsync();
        await using var role = await Role.CreateAsync(shop, Tied);

        (await new BackupRights().FindAsync(role.ConnectionString)).ShouldAllBe(finding =>
            !finding.Blocks
        );
    }
}
