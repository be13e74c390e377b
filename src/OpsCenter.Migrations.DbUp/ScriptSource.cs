using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Preprocessors;
using DbUp.Engine.Transactions;
using DbUp.Support;
using OpsCenter.Migrations.Errors;
using OpsCenter.Scripts;
using OpsCenter.Scripts.Folders;
using Script = OpsCenter.Scripts.Statements.SqlScript;

namespace OpsCenter.Migrations.DbUp;

/// <summary>The scripts that a builder was given, as a folder.</summary>
internal sealed class ScriptSource(UpgradeConfiguration configuration)
{
    private readonly IReadOnlyList<IScriptProvider> _providers = [.. configuration.ScriptProviders];

    private readonly IScriptSorter _sorter = configuration.ScriptSorter;

    /// <summary>Reads all scripts, in the builder's order, with variables and preprocessors applied.</summary>
    /// <exception cref="InvalidOptionException">One is code.</exception>
    /// <exception cref="MigrationFolderException">One cannot be used.</exception>
    public MigrationFolder Read(IConnectionManager connections)
    {
        var scripts = _sorter
            .Sort(
                _providers.SelectMany(provider => provider.GetScripts(connections)),
                configuration.ScriptNameComparer
            )
            .ToList();
        if (scripts.Find(script => script is LazySqlScript) is { } code)
        {
            throw new InvalidOptionException(
                $"{code.Name} is code that makes its statements when it is run: nothing could be compared with what was applied. Nothing was run.",
                "Write it as SQL, or run it by a DbUp engine of its own."
            );
        }

        return MigrationFolder.Of(
            "the scripts of DbUp",
            [
                .. scripts.Select(script => new FolderScript(
                    script.Name,
                    new Script(script.Name, Prepared(script.Contents))
                )
                {
                    // Variables may differ from one database to the next, and hold secrets.
                    Checksum = FolderScript.ChecksumOf(script.Contents),
                }),
            ],
            scripts
                .Where(script => script.SqlScriptOptions.ScriptType == ScriptType.RunAlways)
                .Select(script => script.Name)
                .ToHashSet(StringComparer.Ordinal)
        );
    }

    /// <summary>Without variables nothing is replaced: a dollar sign is that of a quote then.</summary>
    private string Prepared(string text)
    {
        if (configuration is { VariablesEnabled: true, Variables.Count: > 0 })
        {
            text = new VariableSubstitutionPreprocessor(configuration.Variables).Process(text);
        }

        return configuration.ScriptPreprocessors.Aggregate(
            text,
            (now, preprocessor) => preprocessor.Process(now)
        );
    }
}
