namespace OpsCenter.MigrationService.Shells;

/// <summary>The scripts by which a shell asks for completions. Where nothing is offered, the shell completes names of files.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # Completion of opscenter for bash: source <(opscenter completion bash)
        _opscenter() {
            local word=${COMP_WORDS[COMP_CWORD]}
            local offered
            offered=$(opscenter "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            COMPREPLY=($(compgen -W "$offered" -- "$word"))
        }
        complete -o bashdefault -o default -F _opscenter opscenter

        """;

    private const string Zsh = """
        #compdef opscenter
        # Completion of opscenter for zsh: source <(opscenter completion zsh), after compinit
        _opscenter() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a offered
            offered=("${(@f)$(opscenter "[suggest:${#line}]" "$line" 2>/dev/null)}")
            offered=(${offered:#})
            if (( ${#offered} )); then
                compadd -- "${offered[@]}"
            else
                _files
            fi
        }
        compdef _opscenter opscenter

        """;

    private const string Fish = """
        # Completion of opscenter for fish: opscenter completion fish | source
        function __opscenter_offered
            set --local line (commandline --cut-at-cursor | string collect)
            opscenter "[suggest:"(string length -- $line)"]" $line 2>/dev/null
        end
        complete --command opscenter --arguments '(__opscenter_offered)'

        """;

    private const string Pwsh = """
        # Completion of opscenter for PowerShell: opscenter completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName opscenter -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            opscenter "[suggest:$cursorPosition]" $line 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The shells that have one.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string Of(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => Pwsh,
        };
}
