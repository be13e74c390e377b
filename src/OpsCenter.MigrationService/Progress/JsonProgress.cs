using System.Text;
using System.Text.Json;
using OpsCenter.Migrations;

namespace OpsCenter.MigrationService.Progress;

/// <summary>A JSON object for each line: a program can follow a run.</summary>
internal sealed class JsonProgress(TextWriter writer) : IProgressScreen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private TimeSpan _next = Interval;

    public void Show(MigrationProgress report) =>
        Write(report.Message.Trim(), null, report.Percent);

    public void Show(RunningStep step)
    {
        if (step.Elapsed >= _next)
        {
            _next = step.Elapsed + Interval;
            Write(step.Name, step, step.Percent);
        }
    }

    public void EndStep() => _next = Interval;

    private void Write(string message, RunningStep? step, double? percent)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("message", message);
            WriteNumber(json, "percent", percent);
            WriteNumber(json, "elapsedSeconds", step?.Elapsed.TotalSeconds);
            WriteNumber(json, "leftSeconds", step?.Left?.TotalSeconds);
            json.WriteEndObject();
        }

        writer.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
        writer.Flush();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, Math.Round(value, 1));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
