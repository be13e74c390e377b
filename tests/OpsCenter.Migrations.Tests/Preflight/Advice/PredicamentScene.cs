using Npgsql;
using OpsCenter.Migrations.Errors;
using OpsCenter.Migrations.Tests.Toy;

namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>A shop in a predicament, and the role that wants to migrate it.</summary>
internal sealed class PredicamentScene : IAsyncDisposable
{
    private const int MostAttempts = 20;

    private readonly Predicament _predicament;
    private readonly TestDatabase _shop;
    private readonly Role _role;
    private readonly OpenTransaction? _other;

    private PredicamentScene(
        Predicament predicament,
        TestDatabase shop,
        Role role,
        OpenTransaction? other
    ) => (_predicament, _shop, _role, _other) = (predicament, shop, role, other);

    /// <summary>The names on the pages, and those here.</summary>
    public IReadOnlyDictionary<string, string> Names =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["app"] = _role.Name,
            ["owner_of_the_table"] = $"{_role.Name}_owners",
            ["unicorn_db"] = _shop.Name,
            ["llm_providers"] = "customers",
            ["llm_usage_logs"] = "customers",
            ["llm_models"] = "regions",
            ["idx_broken"] = "\"Broken\"",
            ["pid"] = $"{_other?.Pid}",
        };

    public static async Task<PredicamentScene> CreateAsync(Predicament predicament)
    {
        var shop = await Shop.CreateAsync();
        if (predicament.IsApplied)
        {
            await Shop.Migrator(shop).ApplyAsync(Shop.Migration);
        }

        var role = await Role.CreateAsync(
            shop,
            predicament.Arrangement.Replace("{database}", shop.Name, StringComparison.Ordinal)
        );
        return new PredicamentScene(
            predicament,
            shop,
            role,
            predicament.Open is null
                ? null
                : await OpenTransaction.BeginAsync(shop.ConnectionString, predicament.Open)
        );
    }

    /// <summary>What the rule finds.</summary>
    public async Task<IReadOnlyList<PreflightFinding>> FindAsync()
    {
        await using var source = Source(_predicament.Connection);
        var report = await new Migrator(source, _predicament.Options).PreflightAsync(
            Shop.Migration
        );
        return [.. report.Findings.Where(finding => finding.Id == _predicament.Rule)];
    }

    public Task ApplyAsync() => ApplyAsync(_predicament.Connection);

    /// <summary>A run with options of the connection, and with a rule's findings allowed.</summary>
    public async Task ApplyAsync(string connection, string? allowed = null)
    {
        await using var source = Source(connection);
        var options = allowed is null
            ? _predicament.Options
            : _predicament.Options with
            {
                Allowed = new HashSet<string>(_predicament.Options.Allowed, StringComparer.Ordinal)
                {
                    allowed,
                },
            };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await new Migrator(source, options).ApplyAsync(Shop.Migration);
                return;
            }
            catch (ConnectionFailedException) when (attempt < MostAttempts)
            {
                // The server counts a closed session of an earlier run until its process has ended.
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Runs statements as whoever is to run them.</summary>
    public Task ExecuteAsync(IReadOnlyList<string> statements) =>
        Remedies.ExecuteAsync(
            _predicament.Means == Means.OwnStatements
                ? _role.ConnectionString
                : _shop.ConnectionString,
            statements
        );

    public async ValueTask DisposeAsync()
    {
        if (_other is not null)
        {
            await _other.DisposeAsync();
        }

        await _role.DisposeAsync();
        await _shop.DisposeAsync();
    }

    private NpgsqlDataSource Source(string connection) =>
        NpgsqlDataSource.Create($"{_role.ConnectionString};Pooling=false{connection}");
}
