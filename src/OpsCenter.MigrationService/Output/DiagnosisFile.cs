using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using OpsCenter.Migrations.Diagnosis;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.MigrationService.Output;

/// <summary>The file of a diagnosis, as Markdown. Nothing of it is read as markup: every part is a block of text.</summary>
internal sealed class DiagnosisFile
{
    private const string Fence = "````";

    private readonly StringBuilder _text = new();
    private readonly List<string> _unread = [];
    private readonly string? _password;

    /// <param name="now">When it is made.</param>
    /// <param name="connectionString">The connection: host and database are named, the password is left out wherever it stands.</param>
    public DiagnosisFile(DateTimeOffset now, string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        _password = connection.Password;
        _text.Append(
            CultureInfo.InvariantCulture,
            $"# OpsCenter diagnosis\n\nMade on {now:u} by opscenter {Version()} on {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, for database `{connection.Database}` on `{connection.Host}:{connection.Port}`.\n"
        );
    }

    /// <summary>The titles of the parts that could not be read.</summary>
    public IReadOnlyList<string> Unread => _unread;

    /// <summary>Adds a part, or why it could not be read.</summary>
    public async Task AddAsync(string title, Func<Task<string>> read)
    {
        try
        {
            Add(title, await read());
        }
        catch (MigrationException exception)
        {
            AddUnread(title, $"{exception.Message}\n{exception.Remedy}");
        }
    }

    public void Add(DiagnosisSection section)
    {
        if (section.Failure is { } failure)
        {
            AddUnread(section.Title, failure);
            return;
        }

        Add(section.Title, section.Lines.Count == 0 ? "none" : string.Join('\n', section.Lines));
    }

    /// <summary>Writes it, readable by its owner only.</summary>
    public async Task WriteAsync(FileInfo file, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file.FullName, options);
        await writer.WriteAsync(
            (
                string.IsNullOrEmpty(_password)
                    ? _text.ToString()
                    : _text.ToString().Replace(_password, "***", StringComparison.Ordinal)
            ).AsMemory(),
            cancellation
        );
    }

    private void AddUnread(string title, string failure)
    {
        _unread.Add(title);
        Add(title, $"could not be read: {failure}");
    }

    private void Add(string title, string text) =>
        _text.Append(
            CultureInfo.InvariantCulture,
            $"\n## {title}\n\n{Fence}\n{Lines(text)}\n{Fence}\n"
        );

    /// <summary>A name from the database may hold what ends the block: no line of it does.</summary>
    private static string Lines(string text) =>
        string.Join(
            '\n',
            text.TrimEnd()
                .Split('\n')
                .Select(line => TerminalText.Printable(line))
                .Select(line =>
                    line.StartsWith(Fence, StringComparison.Ordinal) ? " " + line : line
                )
        );

    private static string Version() =>
        typeof(DiagnosisFile).Assembly.GetName().Version?.ToString(3) ?? "unknown";
}
