using Npgsql;
using OpsCenter.Migrations.Sessions;
using OpsCenter.Migrations.Tests.Toy;
using OpsCenter.Testing.Dumps;
using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

public class SecretTests
{
    private const string Password = "h:u\\n'ter 2";

    [Fact]
    public async Task The_password_reaches_pg_dump_and_is_in_no_argument_and_keepalive_is()
    {
        using var folder = new BackupFolder();
        using var spy = await FakePgDump.AroundTheRealOneAsync(
            """
            tr '\0' '\n' < /proc/$$/cmdline > arguments
            env > environment
            exec $real "$@"
            """
        );
        await using var shop = await Shop.CreateAsync(await PgDumpProgram.DumpableMajorAsync());
        var role = $"keeper_{shop.Name}";
        await shop.ExecuteAsync(
            $"create role {role} login superuser password '{Password.Replace("'", "''")}'"
        );
        var migrator = await folder.MigratorAsync(
            shop,
            spy.Folder,
            $"{shop.ConnectionStringFor(role, Password)};TCP Keepalive=true;TCP Keepalive Time=77;TCP Keepalive Interval=7"
        );

        var backup = await migrator.BackupAsync(Shop.Migration);

        spy.Read("arguments").ShouldContain("--format=custom");
        spy.Read("arguments")
            .ShouldContain(
                $"--dbname=dbname='{shop.Name}' keepalives_idle=77 keepalives_interval=7\n"
            );
        spy.Read("arguments").ShouldNotContain(Password);
        spy.Read("environment").ShouldContain($"PGPASSWORD={Password}");
        spy.Read("environment").ShouldContain($"PGUSER={role}");
        backup.ToString().ShouldNotContain(Password);
        await shop.ExecuteAsync($"drop role {role}");
    }

    [Fact]
    public async Task What_the_connection_says_reaches_libpq_and_what_leads_elsewhere_does_not()
    {
        await using var shop = await Shop.CreateAsync();
        await using var session = await DatabaseSession.OpenAsync(
            shop.DataSource,
            CancellationToken.None
        );
        var source = new NpgsqlConnectionStringBuilder(shop.ConnectionString)
        {
            SslMode = SslMode.VerifyFull,
            RootCertificate = "/etc/ca.pem",
            SslCertificate = "/etc/me.pem",
            SslKey = "/etc/me.key",
            Options = "-c search_path=odd",
            Passfile = "/etc/pass",
            Timeout = 7,
        };

        var variables = Migrations.Backup.LibpqEnvironment.Of(source.ConnectionString, session, 15);

        variables["PGHOST"].ShouldBe(source.Host);
        variables["PGPORT"].ShouldBe(source.Port.ToString());
        variables["PGSSLMODE"].ShouldBe("verify-full");
        variables["PGSSLROOTCERT"].ShouldBe("/etc/ca.pem");
        variables["PGSSLCERT"].ShouldBe("/etc/me.pem");
        variables["PGSSLKEY"].ShouldBe("/etc/me.key");
        variables["PGOPTIONS"].ShouldBe("-c search_path=odd");
        variables["PGPASSFILE"].ShouldBe("/etc/pass");
        variables["PGCONNECT_TIMEOUT"].ShouldBe("7");
        variables["PGSERVICE"].ShouldBeNull();
        variables["PGHOSTADDR"].ShouldBeNull();
    }
}
