namespace OpsCenter.Schema.Tests.V2.Running;

/// <summary>The ways in which a script is run.</summary>
public enum ScriptRoute
{
    /// <summary>psql -f, in autocommit, without ON_ERROR_STOP.</summary>
    PsqlFile,

    /// <summary>psql -1 -f.</summary>
    PsqlSingleTransaction,

    /// <summary>begin; \i; commit;</summary>
    PsqlInclude,

    /// <summary>One command of a driver, in autocommit.</summary>
    OneCommand,
}
