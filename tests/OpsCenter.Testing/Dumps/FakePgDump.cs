using OpsCenter.Testing.Prerequisites;
using Xunit;

namespace OpsCenter.Testing.Dumps;

/// <summary>pg_dump and pg_restore in a folder, one of them a shell script. A script runs in that folder.</summary>
public sealed class FakePgDump : IDisposable
{
    private const string Dump = "pg_dump";
    private const string Restore = "pg_restore";

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private FakePgDump() => Directory.CreateDirectory(Folder);

    /// <summary>Where they are.</summary>
    public string Folder { get; } =
        Path.Combine(Path.GetTempPath(), $"opscenter-pgdump-{Guid.NewGuid():N}");

    /// <summary>A pg_dump that only tells this version.</summary>
    public static Task<FakePgDump> OfVersionAsync(string version) =>
        CreateAsync(Dump, $"echo 'pg_dump (PostgreSQL) {version}'");

    /// <summary>A pg_dump that does this before or instead of the real one, which it knows as <c>$real</c>, unless asked for its version.</summary>
    public static Task<FakePgDump> AroundTheRealOneAsync(string script) =>
        AroundAsync(Dump, script);

    /// <summary>The same for pg_restore.</summary>
    public static Task<FakePgDump> AroundTheRealRestoreAsync(string script) =>
        AroundAsync(Restore, script);

    /// <summary>What a script left in a file.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async Task<FakePgDump> AroundAsync(string program, string script)
    {
        var real = Path.Combine(await PgDumpProgram.FolderAsync(), program);
        return await CreateAsync(
            program,
            $"real={real}\nif [ \"$1\" = --version ]; then exec $real --version; fi\n{script}"
        );
    }

    private static async Task<FakePgDump> CreateAsync(string program, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A shell script stands in for pg_dump.");
        var fake = new FakePgDump();
        var path = Path.Combine(fake.Folder, program);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Executable);
        }

        var other = program == Dump ? Restore : Dump;
        File.CreateSymbolicLink(
            Path.Combine(fake.Folder, other),
            Path.Combine(await PgDumpProgram.FolderAsync(), other)
        );
        return fake;
    }
}
