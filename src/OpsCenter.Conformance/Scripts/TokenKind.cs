namespace OpsCenter.Conformance.Scripts;

/// <summary>What matters of a token for finding the end of a statement.</summary>
internal enum TokenKind
{
    /// <summary>White space or a comment.</summary>
    Trivia,

    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A quoted text or name, a number, an operator.</summary>
    Other,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A backslash command of psql.</summary>
    Command,
}
