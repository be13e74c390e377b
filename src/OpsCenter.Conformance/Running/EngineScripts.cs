using System.Runtime.CompilerServices;
using OpsCenter.Scripts.Statements;

namespace OpsCenter.Conformance.Running;

/// <summary>The scripts that an engine runs: whoever runs one need not know that. A copy of such a script is run by a session.</summary>
internal static class EngineScripts
{
    /// <summary>The SQLSTATE of what an engine refuses.</summary>
    public const string Refused = "OCREF";

    private static readonly ConditionalWeakTable<SqlScript, ScriptEngine> Engines = [];

    /// <summary>The same script, run by an engine.</summary>
    public static SqlScript RunBy(this SqlScript script, ScriptEngine engine)
    {
        var own = script with { };
        Engines.Add(own, engine);
        return own;
    }

    /// <summary>The same script, run by a session.</summary>
    public static SqlScript RunBySession(this SqlScript script) => script with { };

    /// <summary>The engine that runs the script; null if a session does.</summary>
    public static ScriptEngine? Find(SqlScript script) =>
        Engines.TryGetValue(script, out var engine) ? engine : null;
}
