using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;

namespace OpsCenter.Conformance.Rows;

/// <summary>The tables of a database and the types of their columns.</summary>
internal sealed class TableCatalog
{
    private const string Prefix = "Rows/";

    private readonly IReadOnlyDictionary<long, TypeShape> _types;

    private TableCatalog(
        IReadOnlyList<TableShape> tables,
        IReadOnlyDictionary<long, TypeShape> types
    )
    {
        Tables = tables;
        _types = types;
    }

    /// <summary>The tables by name. A partitioned table stands for its partitions.</summary>
    public IReadOnlyList<TableShape> Tables { get; }

    /// <summary>Reads the catalog in one round trip.</summary>
    public static async Task<TableCatalog> ReadAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string> excluded,
        CancellationToken cancellation
    )
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var name in new[] { "tables.sql", "types.sql" })
        {
            batch.BatchCommands.Add(
                new(await TextAsync(name, cancellation))
                {
                    Parameters = { new NpgsqlParameter { Value = excluded.ToArray() } },
                }
            );
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var tables = await AllAsync(reader, ShapeDocuments.Default.TableShape, cancellation);
        await reader.NextResultAsync(cancellation);
        var types = await AllAsync(reader, ShapeDocuments.Default.TypeShape, cancellation);
        return new TableCatalog(tables, types.ToDictionary(type => type.Oid));
    }

    /// <summary>The table with the quoted name and schema, or null.</summary>
    public TableShape? Find(string name) => Tables.FirstOrDefault(table => table.Name == name);

    /// <summary>The type with the OID: that of a column, or an element or base type of it.</summary>
    public TypeShape TypeOf(long oid) => _types[oid];

    /// <summary>Reads the views into which rows can be inserted.</summary>
    public static async Task<IReadOnlyList<ViewShape>> ViewsAsync(
        NpgsqlDataSource dataSource,
        IReadOnlyList<string> excluded,
        CancellationToken cancellation
    )
    {
        await using var command = dataSource.CreateCommand(
            await TextAsync("views.sql", cancellation)
        );
        command.Parameters.Add(new NpgsqlParameter { Value = excluded.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await AllAsync(reader, ShapeDocuments.Default.ViewShape, cancellation);
    }

    private static async Task<IReadOnlyList<T>> AllAsync<T>(
        NpgsqlDataReader reader,
        JsonTypeInfo<T> shape,
        CancellationToken cancellation
    )
    {
        var read = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            read.Add(JsonSerializer.Deserialize(reader.GetString(0), shape)!);
        }

        return read;
    }

    private static async Task<string> TextAsync(string name, CancellationToken cancellation)
    {
        await using var stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
