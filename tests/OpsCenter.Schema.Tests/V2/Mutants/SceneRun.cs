using OpsCenter.Conformance.Databases;
using OpsCenter.Conformance.Running;
using OpsCenter.Conformance.Snapshots;
using OpsCenter.Schema.Tests.V2.Conformance;
using OpsCenter.Scripts.Statements;
using DatabaseTemplate = OpsCenter.Conformance.Databases.DatabaseTemplate;

namespace OpsCenter.Schema.Tests.V2.Mutants;

/// <summary>What two scripts say and leave on a scene: forward, use, forward, back twice, forward; each with a plan before it.</summary>
internal sealed class SceneRun
{
    private const string Next = "opscenter.next ";

    /// <summary>What the caller has set, and gets back.</summary>
    private const string Settings = """
        do $$
        begin
            raise notice 'settings %', array(
                select current_setting(s)
                from unnest(array['search_path', 'lock_timeout', 'jit', 'plan_cache_mode', 'quote_all_identifiers', 'row_security']) as s);
        end
        $$
        """;

    private readonly ScratchDatabase _database;
    private readonly Scene _scene;
    private readonly Picture _picture = new();

    private SceneRun(ScratchDatabase database, Scene scene) =>
        (_database, _scene) = (database, scene);

    public static async Task<Picture> WatchAsync(
        DatabaseServer server,
        Scene scene,
        SqlScript up,
        SqlScript down
    )
    {
        await using var database = await server.CreateAsync(Template(scene));
        var run = new SceneRun(database, scene);
        await run.PlanAsync(up, scene.Settings);
        await run.RunAsync(up, scene.Settings, scene.UnitsPerRun);
        await run.UseAsync();
        var again = scene.AgainSettings.Count > 0 ? scene.AgainSettings : scene.Settings;
        await run.PlanAsync(up, again);
        await run.RunAsync(up, again, scene.UnitsPerRun);
        var back = scene.DownSettings.Count > 0 ? scene.DownSettings : scene.Settings;
        await run.PlanAsync(down, back);
        await run.RunAsync(down, back, scene.BackUnitsPerRun);
        var finish = scene.FinishSettings.Count > 0 ? scene.FinishSettings : back;
        await run.RunAsync(down, finish, scene.BackUnitsPerRun);
        await run.RunAsync(up, scene.Settings, scene.UnitsPerRun);
        return run._picture;
    }

    private static DatabaseTemplate Template(Scene scene)
    {
        var v1 = V2Pair.BaseOf(scene.Shape);
        return new DatabaseTemplate(
            scene.Name,
            async (connectionString, cancellation) =>
            {
                foreach (var script in new[] { v1.Schema, v1.Data!, Free(scene.Name, scene.Setup) })
                {
                    var run = await ScriptRunner.RunAsync(
                        connectionString,
                        script,
                        cancellation: cancellation
                    );
                    run.Error.ShouldBeNull(scene.Name);
                }
            }
        );
    }

    /// <summary>The system's catalogs may be written: an invalid index is hard to come by.</summary>
    private static SqlScript Free(string name, string sql) =>
        new(name, $"set allow_system_table_mods = on; {sql}");

    /// <summary>In plan mode and where V2 was refused there is nothing to be used: what that says is part of the picture.</summary>
    private async Task UseAsync()
    {
        var use = await ScriptRunner.RunAsync(
            _database.ConnectionString,
            Free("use", _scene.Use),
            new ScriptRunOptions { ContinueAfterErrors = true }
        );
        _picture.Add(use.Errors.Select(error => error.ToString()));
    }

    private async Task PlanAsync(SqlScript script, IReadOnlyDictionary<string, string> settings)
    {
        if (!settings.ContainsKey("opscenter.mode"))
        {
            var planned = new Dictionary<string, string>(settings, StringComparer.Ordinal)
            {
                ["opscenter.mode"] = "plan",
            };
            await OnceAsync(script, planned);
        }
    }

    private async Task RunAsync(
        SqlScript script,
        IReadOnlyDictionary<string, string> settings,
        int left
    )
    {
        var before = await PhysicalSnapshot.TakeAsync(_database.DataSource);
        var units = await OnceAsync(script, settings);
        while (units.Count > 0)
        {
            foreach (var unit in units.Take(left))
            {
                if (!await DoAsync(unit))
                {
                    left = 0;
                    break;
                }
            }

            if (left <= units.Count)
            {
                break;
            }

            left -= units.Count;
            units = await OnceAsync(script, settings);
        }

        var after = await PhysicalSnapshot.TakeAsync(_database.DataSource);
        _picture.Add([$"writes {(before.WritesUntil(after).Count > 0 ? "something" : "nothing")}"]);
        await _picture.TakeAsync(_database);
    }

    /// <summary>The units that it leaves to be done.</summary>
    private async Task<IReadOnlyList<Unit>> OnceAsync(
        SqlScript script,
        IReadOnlyDictionary<string, string> settings
    )
    {
        await using var holder = await _database.DataSource.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        var isBack = script.Name == V2Pair.Down.Name;
        if ((isBack ? _scene.BackHolder ?? _scene.Holder : _scene.Holder) is { } statement)
        {
            await new Npgsql.NpgsqlCommand(statement, holder).ExecuteNonQueryAsync();
        }

        var run = await ScriptRunner.RunAsync(
            _database.ConnectionString,
            script,
            new ScriptRunOptions
            {
                Settings = settings.ToDictionary(
                    setting => setting.Key,
                    setting => setting.Value == Scene.ThisDatabase ? _database.Name : setting.Value,
                    StringComparer.Ordinal
                ),
                Prologue = isBack ? [.. _scene.Prologue, .. _scene.BackPrologue] : _scene.Prologue,
                Epilogue =
                [
                    $"do $$ begin raise notice '{Next}%', coalesce(current_setting('opscenter.next', true), ''); end $$",
                    Settings,
                ],
                StatementTimeout = TimeSpan.FromSeconds(20),
            }
        );
        await held.RollbackAsync();
        // A script that was never reached would make every mutant the same as the original.
        if (run.Errors is [{ Statement: null } notReached, ..])
        {
            throw new InvalidOperationException(
                $"{script.Name} was not reached in {_scene}: {notReached}"
            );
        }

        _picture.Add(run);
        var next = run.Notices.LastOrDefault(notice =>
            notice.Contains(Next, StringComparison.Ordinal)
        );
        return run.Succeeded && next is not null
            ? Unit.Parse(next[(next.IndexOf(Next, StringComparison.Ordinal) + Next.Length)..])
            : [];
    }

    private async Task<bool> DoAsync(Unit unit)
    {
        var run = await ScriptRunner.RunAsync(
            _database.ConnectionString,
            unit.Script,
            new ScriptRunOptions { StatementTimeout = TimeSpan.FromSeconds(20) }
        );
        _picture.Add(run);
        return run.Succeeded;
    }
}
