using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Preflight.Rules;
using OpsCenter.Migrations.Tests.Backup;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Prerequisites;

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
        await using var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        await using var role = await Role.CreateAsync(
            shop,
            $"{Tied} grant create on database {shop.Name} to {{0}}"
        );
        using var folder = new BackupFolder();
        var migrator = await folder.MigratorAsync(shop, connectionString: role.ConnectionString);

        var refused = await Should.ThrowAsync<PreflightFailedException>(() =>
            migrator.ApplyAsync(Shop.Migration)
        );
        refused
            .Findings.Select(finding => (finding.Id, finding.Message.Contains("public.regions")))
            .ShouldBe([("backup-rights", true), ("backup-rights", true)]);
        folder.Files.ShouldBeEmpty();
        await shop.FollowAsync(refused.Findings);

        await migrator.ApplyAsync(Shop.Migration);
        folder.Files.ShouldHaveSingleItem();
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
