namespace OpsCenter.Scripts.Statements;

/// <summary>The kinds of token that matter for finding the end of a statement.</summary>
internal enum TokenKind
{
    /// <summary>White space or a comment.</summary>
    Trivia,

    /// <summary>A keyword or an unquoted name.</summary>
    Word,

    /// <summary>A string, a quoted name, a number or an operator.</summary>
    Other,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A psql command.</summary>
    Command,
}
