using CliWrap;
using CliWrap.Buffered;

namespace OpsCenter.MigrationService.Tests.Processes;

/// <summary>The scripts of a small migration as files, and <c>opscenter check</c> on them.</summary>
internal sealed class CheckedPair : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opscenter-check-").FullName;

    public CheckedPair()
    {
        Write("base.sql", "create table customer (id int primary key, name text);");
        Write("data.sql", "insert into customer values (1, 'Ann'), (2, null);");
        Write("up.sql", "create table if not exists note (id int primary key);");
        Write("down.sql", "drop table if exists note;");
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public CheckedPair Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    /// <summary>On the tests' own server, with the laws that one needs to see a verdict.</summary>
    public async Task<BufferedCommandResult> CheckAsync(params string[] arguments) =>
        await Command(
                await TestServer.For(TestMajors.Newest).ConnectionStringAsync(),
                [
                    "--law",
                    "applies",
                    "--law",
                    "preserves-data",
                    "--law",
                    "preserves-schema",
                    .. arguments,
                ]
            )
            .ExecuteBufferedAsync();

    /// <summary>On a server, or on an embedded one if there is none.</summary>
    public Command Command(string? server, params string[] arguments) =>
        OpsCenterProcess
            .Command(
                null,
                [
                    "check",
                    "--base",
                    PathOf("base.sql"),
                    "--data",
                    PathOf("data.sql"),
                    "--up",
                    PathOf("up.sql"),
                    "--down",
                    PathOf("down.sql"),
                    .. arguments,
                ]
            )
            .WithEnvironmentVariables(variables => variables.Set("OPSCENTER_CHECK_SERVER", server));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
