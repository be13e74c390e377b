using System.Globalization;
using System.Net;

namespace OpsCenter.Conformance.Reports;

/// <summary>Markup. Text becomes markup only by being escaped: the holes of <see cref="Of"/> are.</summary>
/// <param name="Markup">As it stands in the page.</param>
internal sealed record Html(string Markup)
{
    public static Html Nothing { get; } = new("");

    /// <summary>The template is markup; what is put into it is text, unless it is markup already.</summary>
    public static Html Of(FormattableString template) =>
        new(
            string.Format(
                CultureInfo.InvariantCulture,
                template.Format,
                [.. template.GetArguments().Select(Escape)]
            )
        );

    public static Html Join(IEnumerable<Html> parts) =>
        new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;

    private static string Escape(object? value) =>
        value is Html html
            ? html.Markup
            : WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? "";
}
