using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using OpsCenter.Migrations.Errors;

namespace OpsCenter.Migrations.Backup;

/// <summary>
/// Reads what <c>pg_restore --section=data --file=-</c> writes: statements, and rows between <c>COPY ... FROM stdin;</c> and <c>\.</c>. Names
/// can hold line breaks, so that a line is taken for the begin of a COPY only outside of quotes.
/// </summary>
internal sealed class DataScript(IDataTarget target)
{
    private const string FromStdin = " FROM stdin;";
    private readonly StringBuilder _statements = new();
    private readonly StringBuilder _copy = new();
    private Stream? _rows;
    private long _count;
    private bool _atLineStart = true;

    /// <exception cref="RestoreRefusedException">The file has its rows as INSERT statements, which cannot be told from their content.</exception>
    public async Task ReadAsync(Stream script, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(script, new StreamPipeReaderOptions(bufferSize: 1 << 16));
        ReadResult result;
        do
        {
            result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (await TakeAsync(buffer, result.IsCompleted, cancellation) is { } next)
            {
                buffer = buffer.Slice(next);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        } while (!result.IsCompleted);

        if (_rows is not null || _copy.Length > 0)
        {
            throw new BackupUnreadableException(
                "The rows of a table end too early. Nothing was restored.",
                "Take another backup."
            );
        }

        await FlushAsync(cancellation);
        await reader.CompleteAsync();
    }

    /// <summary>Takes a line, or a part of a row; null if more has to be read first.</summary>
    private async ValueTask<SequencePosition?> TakeAsync(
        ReadOnlySequence<byte> buffer,
        bool isLast,
        CancellationToken cancellation
    )
    {
        if (buffer.IsEmpty)
        {
            return null;
        }

        var end = buffer.PositionOf((byte)'\n');
        var lineEnd = end is { } at ? buffer.GetPosition(1, at) : buffer.End;
        if (_rows is not null)
        {
            // The first bytes of a line tell whether it is a row.
            if (end is null && _atLineStart && buffer.Length < 4 && !isLast)
            {
                return null;
            }

            await RowAsync(buffer.Slice(0, lineEnd), end is not null, cancellation);
            return lineEnd;
        }

        if (end is null && !isLast)
        {
            return null;
        }

        await LineAsync(ScriptText.Decode(buffer.Slice(0, lineEnd).ToArray()), cancellation);
        return lineEnd;
    }

    private async Task RowAsync(
        ReadOnlySequence<byte> part,
        bool endsLine,
        CancellationToken cancellation
    )
    {
        if (_atLineStart && endsLine && IsTerminator(part))
        {
            await target.EndCopyAsync(_count, cancellation);
            _rows = null;
            return;
        }

        foreach (var segment in part)
        {
            await _rows!.WriteAsync(segment, cancellation);
        }

        _count += endsLine ? 1 : 0;
        _atLineStart = endsLine;
    }

    private static bool IsTerminator(ReadOnlySequence<byte> line) =>
        line.Length is 3 or 4
        && line.ToArray() is [(byte)'\\', (byte)'.', (byte)'\n' or (byte)'\r', ..];

    private async Task LineAsync(string line, CancellationToken cancellation)
    {
        if (_copy.Length == 0 && !IsOutside(_statements, '\''))
        {
            _statements.Append(line);
            return;
        }

        if (_copy.Length == 0 && line.StartsWith("INSERT INTO ", StringComparison.Ordinal))
        {
            throw new RestoreRefusedException(
                "The file has its rows as INSERT statements (pg_dump --inserts). A replacement reads rows of COPY only. Nothing was changed.",
                "Restore beside it: --into <new database>."
            );
        }

        if (_copy.Length > 0 || line.StartsWith("COPY ", StringComparison.Ordinal))
        {
            _copy.Append(line);
            await BeginAsync(line, cancellation);
        }
        else if (!ScriptText.IsForClientOnly(line))
        {
            _statements.Append(line);
        }
    }

    private async Task BeginAsync(string line, CancellationToken cancellation)
    {
        if (
            !line.TrimEnd('\n', '\r').EndsWith(FromStdin, StringComparison.Ordinal)
            || !IsOutside(_copy, '"')
        )
        {
            return;
        }

        await FlushAsync(cancellation);
        _rows = await target.BeginCopyAsync(_copy.ToString(), cancellation);
        _copy.Clear();
        _count = 0;
        _atLineStart = true;
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        if (_statements.Length > 0)
        {
            await target.ExecuteAsync(_statements.ToString(), cancellation);
            _statements.Clear();
        }
    }

    private static bool IsOutside(StringBuilder text, char quote)
    {
        var quotes = 0;
        foreach (var chunk in text.GetChunks())
        {
            quotes += chunk.Span.Count(quote);
        }

        return quotes % 2 == 0;
    }
}
