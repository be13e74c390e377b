using System.Buffers.Binary;
using System.Globalization;
using Npgsql;

namespace OpsCenter.Testing.Servers;

/// <summary>
/// A server whose catalog tells of a table that nobody has altered for three billion transactions: its frozen row in pg_class keeps
/// the id of its writer, which is ahead of the present one by 32-bit arithmetic.
/// </summary>
public sealed class AgedServer : IAsyncDisposable
{
    private const int PageSize = 8192;
    private const int PageHeader = 24;
    private const int FlagsOffset = 20;
    private const int Frozen = 0x0300;
    private const uint Billion = 1_000_000_000;

    private readonly string _folder;

    private AgedServer(string folder, OwnServer server) => (_folder, Server) = (folder, server);

    /// <summary>The server.</summary>
    public OwnServer Server { get; }

    /// <summary>Starts one.</summary>
    /// <param name="build">Fills it before it ages.</param>
    /// <param name="table">The table.</param>
    public static async Task<AgedServer> StartAsync(
        Func<NpgsqlDataSource, Task> build,
        string table
    )
    {
        var folder = Directory.CreateTempSubdirectory("opscenter-aged-");
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        var home = Path.Combine(folder.FullName, "cluster");
        string file;
        string place;
        uint next;
        await using (var young = await OwnServer.StartAsync(home, []))
        {
            await using var source = NpgsqlDataSource.Create(young.ConnectionString);
            await build(source);
            await young.ExecuteAsync("vacuum (freeze) pg_catalog.pg_class");
            file = (await young.ScalarAsync<string>("select pg_relation_filepath('pg_class')"))!;
            place = (
                await young.ScalarAsync<string>(
                    $"select ctid::text from pg_class where oid = '{table}'::regclass"
                )
            )!;
            next = (uint)await young.ScalarAsync<long>("select txid_current()");
        }

        await AgeAsync(Path.Combine(home, "data", file), place, next + Billion);
        return new AgedServer(folder.FullName, await OwnServer.StartAsync(home, []));
    }

    /// <summary>Stops and deletes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Puts another writer's id into a frozen row, as the layout of a page has it (manual, Database Page Layout).</summary>
    private static async Task AgeAsync(string file, string place, uint writer)
    {
        var numbers = place
            .Trim('(', ')')
            .Split(',')
            .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
            .ToList();
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        var page = new byte[PageSize];
        stream.Position = (long)numbers[0] * PageSize;
        await stream.ReadExactlyAsync(page);
        var pointer = PageHeader + (4 * (numbers[1] - 1));
        var row = (int)(BinaryPrimitives.ReadUInt32LittleEndian(page.AsSpan(pointer)) & 0x7fff);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(page.AsSpan(row + FlagsOffset));
        if ((flags & Frozen) != Frozen)
        {
            throw new InvalidOperationException($"The row at {place} is not frozen.");
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(row), writer);
        stream.Position = (long)numbers[0] * PageSize;
        await stream.WriteAsync(page);
    }
}
