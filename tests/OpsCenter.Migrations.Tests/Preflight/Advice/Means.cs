namespace OpsCenter.Migrations.Tests.Preflight.Advice;

/// <summary>What an advice is made of.</summary>
internal enum Means
{
    /// <summary>Statements that an administrator runs.</summary>
    Statements,

    /// <summary>Statements that the role of the run runs itself.</summary>
    OwnStatements,

    /// <summary>Options of the connection.</summary>
    Option,

    /// <summary>A connection without the options that it had.</summary>
    WithoutOption,

    /// <summary><c>--allow</c> with the rule's id.</summary>
    Allow,
}
