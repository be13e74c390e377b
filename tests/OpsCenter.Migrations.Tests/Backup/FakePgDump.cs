using OpsCenter.Testing.Prerequisites;

namespace OpsCenter.Migrations.Tests.Backup;

/// <summary>A pg_dump that is a shell script, with the real pg_restore beside it.</summary>
internal sealed class FakePgDump : IDisposable
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private FakePgDump() => Directory.CreateDirectory(Folder);

    public string Folder { get; } =
        Path.Combine(Path.GetTempPath(), $"opscenter-pgdump-{Guid.NewGuid():N}");

    /// <summary>One that only tells this version.</summary>
    public static Task<FakePgDump> OfVersionAsync(string version) =>
        CreateAsync($"echo 'pg_dump (PostgreSQL) {version}'");

    /// <summary>One that does this before or instead of the real one, which it knows as <c>$real</c>, unless asked for its version.</summary>
    public static async Task<FakePgDump> AroundTheRealOneAsync(string script)
    {
        var real = Path.Combine(await PgDumpProgram.FolderAsync(), "pg_dump");
        return await CreateAsync(
            $"real={real}\nif [ \"$1\" = --version ]; then exec $real --version; fi\n{script}"
        );
    }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<FakePgDump> CreateAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A shell script stands in for pg_dump.");
        var fake = new FakePgDump();
        var path = Path.Combine(fake.Folder, "pg_dump");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }

        File.CreateSymbolicLink(
            Path.Combine(fake.Folder, "pg_restore"),
            Path.Combine(await PgDumpProgram.FolderAsync(), "pg_restore")
        );
        return fake;
    }
}
